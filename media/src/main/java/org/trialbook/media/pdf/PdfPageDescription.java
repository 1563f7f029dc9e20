package org.trialbook.media.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trialbook.media.MalformedMediaException;
import org.trialbook.media.pdf.PdfObject.Array;
import org.trialbook.media.pdf.PdfObject.Dict;
import org.trialbook.media.pdf.PdfObject.Name;
import org.trialbook.media.pdf.PdfObject.Num;
import org.trialbook.media.pdf.PdfObject.Stream;
import org.trialbook.media.pdf.PdfObject.Text;
import org.trialbook.media.pdf.PdfObject.Word;

/// What draws a page (ISO 32000-2, annex A): each operator with as many operands as it has, words only where they are
/// shown, no comment, no property list. What stands on the page for everybody to see is not looked at.
final class PdfPageDescription {

    /// Operators and how many operands they have; -1 where that depends on the colour space.
    private static final Map<String, Integer> OPERATORS = new HashMap<>();

    static {
        for (String each :
                ("b0 B0 b*0 B*0 BMC1 BT0 BX0 c6 cm6 CS1 cs1 d2 d0:2 d1:6 Do1 EMC0 ET0 EX0 f0 F0 f*0 G1 g1 gs1 h0"
                                + " i1 j1 J1 K4 k4 l2 m2 M1 MP1 n0 q0 Q0 re4 RG3 rg3 ri1 s0 S0 SC-1 sc-1 SCN-1 scn-1 sh1 T*0"
                                + " Tc1 Td2 TD2 Tf2 Tj1 TJ1 TL1 Tm6 Tr1 Ts1 Tw1 Tz1 v4 w1 W0 W*0 y4 '1 \"3 BDC2 DP2")
                        .split(" ")) {
            int count = each.matches("d[01]:.") ? 3 : each.endsWith("-1") ? each.length() - 2 : each.length() - 1;
            OPERATORS.put(each.substring(0, count).replace(":", ""), Integer.parseInt(each.substring(count)));
        }
    }

    private static final Set<String> SHOW = Set.of("Tj", "TJ", "'", "\"");
    private static final int MOST_OPERANDS = 40;

    /// Names that stand in descriptions beside labels: colour spaces, intents, and what marked content is.
    private static final Set<String> NAMES = Set.of(
            "DeviceGray",
            "DeviceRGB",
            "DeviceCMYK",
            "Pattern",
            "AbsoluteColorimetric",
            "RelativeColorimetric",
            "Saturation",
            "Perceptual",
            "Artifact",
            "Span",
            "P",
            "H",
            "H1",
            "H2",
            "H3",
            "H4",
            "H5",
            "H6",
            "Figure",
            "Table",
            "TR",
            "TD",
            "TH",
            "THead",
            "TBody",
            "TFoot",
            "L",
            "LI",
            "Lbl",
            "LBody",
            "Link",
            "Div",
            "Sect",
            "Part",
            "Document",
            "NonStruct",
            "Caption",
            "Form",
            "Formula",
            "PlacedPDF",
            "Textbody",
            "Standard",
            "Tx");

    private final PdfWalk walk;
    private final PdfLexer lexer;

    private PdfPageDescription(PdfWalk walk, PdfLexer lexer) {
        this.walk = walk;
        this.lexer = lexer;
    }

    /// @param streams which are one text
    static void look(PdfWalk walk, List<Stream> streams) throws IOException, MalformedMediaException {
        try (Parts parts = new Parts(walk, streams)) {
            new PdfPageDescription(walk, new PdfLexer(parts, 0)).look();
        }
    }

    private void look() throws IOException, MalformedMediaException {
        List<PdfObject> operands = new ArrayList<>();
        // Of its own, for what is read here is not kept.
        PdfParser parser = new PdfParser(lexer, new PdfBudget());
        for (PdfObject token = lexer.next(); token != null; token = lexer.next()) {
            walk.step();
            if (!(token instanceof Word word)) {
                operands.add(token);
            } else if (Set.of("[", "<<", "true", "false", "null").contains(word.word())) {
                operands.add(parser.simple(word));
            } else if (word.is("BI")) {
                new PdfInlinePicture(walk, lexer).look();
                operands.clear();
            } else {
                operation(word.word(), operands);
                operands.clear();
                parser = new PdfParser(lexer, new PdfBudget());
            }
            if (operands.size() > MOST_OPERANDS) {
                throw new MalformedMediaException("a page in it is not described as pages are");
            }
        }
        if (!operands.isEmpty()) {
            walk.add("something that is not drawn in a page's description");
        }
        if (lexer.passedComment()) {
            walk.add("a comment in a page's description");
        }
    }

    private void operation(String operator, List<PdfObject> operands) throws MalformedMediaException {
        Integer count = OPERATORS.get(operator);
        if (count == null || count >= 0 && count != operands.size()) {
            walk.add("something that is not drawn in a page's description");
            return;
        }
        if (operator.equals("Tr") && !(operands.getFirst() instanceof Num mode && mode.upTo(6) && mode.value() != 3)) {
            walk.add("words that are on a page and not seen");
        }
        for (PdfObject operand : operands) {
            walk.budget().steps(operand instanceof Array array ? array.items().size() : 1);
            switch (operand) {
                case Name name -> {
                    if (!NAMES.contains(name.value()) && !PdfKind.isLabel(name.value())) {
                        walk.add("a name of its own in a page's description");
                    }
                }
                case Text ignored -> shown(operator);
                case Array array -> {
                    for (PdfObject item : array.items()) {
                        if (item instanceof Text) {
                            shown(operator);
                        } else if (!(item instanceof Num)) {
                            walk.add("something that is not drawn in a page's description");
                        }
                    }
                }
                case Dict dict -> properties(dict);
                default -> {
                    // A number.
                }
            }
        }
    }

    private void shown(String operator) {
        if (!SHOW.contains(operator)) {
            walk.add("something that is not drawn in a page's description");
        }
    }

    /// A number within a structure that is not there says nothing; what kind of artifact a mark is, neither.
    private void properties(Dict dict) {
        for (Map.Entry<String, PdfObject> entry : dict.entries().entrySet()) {
            boolean number = entry.getKey().equals("MCID") && entry.getValue() instanceof Num id && id.upTo(1_000_000);
            boolean kind = entry.getKey().matches("Type|Subtype")
                    && entry.getValue() instanceof Name name
                    && name.value().matches("Pagination|Layout|Page|Background|Header|Footer");
            if (!number && !kind) {
                walk.add("a property list in a page's description");
            }
        }
    }

    /// Several streams as one, with a space between them.
    private static final class Parts implements PdfLexer.Bytes, AutoCloseable {

        private final PdfWalk walk;
        private final Iterator<Stream> left;
        private @org.jspecify.annotations.Nullable PdfPacking part;

        Parts(PdfWalk walk, List<Stream> streams) {
            this.walk = walk;
            this.left = streams.iterator();
        }

        @Override
        public int read() throws IOException {
            if (part == null) {
                if (!left.hasNext()) {
                    return -1;
                }
                try {
                    part = walk.unpacked(left.next());
                } catch (MalformedMediaException e) {
                    throw new PdfContentException(e);
                }
            }
            int next = part.read();
            if (next >= 0) {
                return next;
            }
            close();
            return ' ';
        }

        @Override
        public void close() {
            if (part != null) {
                part.close();
                part = null;
            }
        }
    }
}
