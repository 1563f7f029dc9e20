package org.trialbook.protocol.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trialbook.protocol.expression.Expression.Answer;
import org.trialbook.protocol.expression.Expression.Both;
import org.trialbook.protocol.expression.Expression.Call;
import org.trialbook.protocol.expression.Expression.In;
import org.trialbook.protocol.expression.Expression.Negative;
import org.trialbook.protocol.expression.Expression.Not;
import org.trialbook.protocol.expression.Expression.Number;
import org.trialbook.protocol.expression.Expression.Power;
import org.trialbook.protocol.expression.Expression.Quoted;
import org.trialbook.protocol.expression.Expression.Truth;

/// Reads an expression. From the loosest: `or`, `and`, `not`, a comparison, `+ -`, `* /`, `^`, `in 'unit'`. A code
/// may contain hyphens, so a minus has blanks around it. What is read elsewhere is an [AnswerReference].
public final class ExpressionParser {

    /// Nobody can review a longer one.
    static final int LONGEST = 500;

    private static final int DEEPEST = 40;
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:([A-Za-z0-9][A-Za-z0-9-]*(?:\\.[A-Za-z0-9][A-Za-z0-9-]*)?(?:@[A-Za-z0-9][A-Za-z0-9-]*(?:\\.[0-9]+)?)?)"
                    + "|'([^']*)'|(<>|<=|>=|!=|==|[-+*/^(),=<>]))");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "in", "true", "false");

    private record Token(String kind, String text) {}

    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int depth;

    private ExpressionParser() {}

    /// @throws InvalidExpressionException when it is none
    public static Expression parse(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidExpressionException("longer than %d characters".formatted(LONGEST));
        }
        ExpressionParser parser = new ExpressionParser();
        parser.split(text);
        Expression expression = parser.or();
        if (parser.next < parser.tokens.size()) {
            throw parser.unexpected();
        }
        return expression;
    }

    private void split(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length() && !text.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new InvalidExpressionException(
                        "'%s' cannot be read".formatted(text.substring(at).strip()));
            }
            at = matcher.end();
            if (matcher.group(2) != null) {
                tokens.add(new Token("quoted", matcher.group(2)));
            } else if (matcher.group(3) != null) {
                String sign = matcher.group(3);
                tokens.add(new Token("sign", sign.equals("==") ? "=" : sign.equals("!=") ? "<>" : sign));
            } else {
                tokens.add(new Token(word(matcher.group(1)), matcher.group(1)));
            }
        }
    }

    private static String word(String text) {
        if (NUMBER.matcher(text).matches()) {
            return "number";
        }
        if (WORDS.contains(text)) {
            return "sign";
        }
        boolean item = AnswerReference.of(text)
                .filter(read -> read.item().chars().anyMatch(Character::isLetter))
                .isPresent();
        if (!item) {
            throw new InvalidExpressionException(
                    "'%s' is neither a number nor the code of an item; a minus has blanks around it".formatted(text));
        }
        return "name";
    }

    private boolean takes(String sign) {
        boolean there = next < tokens.size()
                && tokens.get(next).kind().equals("sign")
                && tokens.get(next).text().equals(sign);
        next += there ? 1 : 0;
        return there;
    }

    private void needs(String sign) {
        if (!takes(sign)) {
            throw unexpected();
        }
    }

    private InvalidExpressionException unexpected() {
        return new InvalidExpressionException(
                next < tokens.size()
                        ? "'%s' is not expected where it stands"
                                .formatted(tokens.get(next).text())
                        : "something is missing at its end");
    }

    private Expression or() {
        if (++depth > DEEPEST) {
            throw new InvalidExpressionException("more brackets within each other than anybody can read");
        }
        Expression left = and();
        while (takes("or")) {
            left = new Both("or", left, and());
        }
        depth--;
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (takes("and")) {
            left = new Both("and", left, not());
        }
        return left;
    }

    private Expression not() {
        boolean negated = false;
        while (takes("not")) {
            negated = !negated;
        }
        Expression comparison = comparison();
        return negated ? new Not(comparison) : comparison;
    }

    private Expression comparison() {
        Expression left = sum();
        for (String sign : COMPARISONS) {
            if (takes(sign)) {
                return new Both(sign, left, sum());
            }
        }
        return left;
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            if (takes("+")) {
                left = new Both("+", left, product());
            } else if (takes("-")) {
                left = new Both("-", left, product());
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = signed();
        while (true) {
            if (takes("*")) {
                left = new Both("*", left, signed());
            } else if (takes("/")) {
                left = new Both("/", left, signed());
            } else {
                return left;
            }
        }
    }

    private Expression signed() {
        return takes("-") ? new Negative(power()) : power();
    }

    private Expression power() {
        Expression of = in();
        if (!takes("^")) {
            return of;
        }
        if (next < tokens.size() && tokens.get(next).text().matches("[1-9]")) {
            return new Power(of, Integer.parseInt(tokens.get(next++).text()));
        }
        throw new InvalidExpressionException("behind ^ stands a whole number from 1 to 9");
    }

    private Expression in() {
        Expression of = primary();
        if (!takes("in")) {
            return of;
        }
        if (next < tokens.size() && tokens.get(next).kind().equals("quoted")) {
            return new In(of, tokens.get(next++).text());
        }
        throw new InvalidExpressionException("behind 'in' stands a unit in quotes, such as in 'm'");
    }

    private Expression primary() {
        if (takes("(")) {
            Expression inner = or();
            needs(")");
            return inner;
        }
        if (takes("true")) {
            return new Truth(true);
        }
        if (takes("false")) {
            return new Truth(false);
        }
        if (next >= tokens.size() || tokens.get(next).kind().equals("sign")) {
            throw unexpected();
        }
        Token token = tokens.get(next++);
        return switch (token.kind()) {
            case "number" -> new Number(new BigDecimal(token.text()));
            case "quoted" -> new Quoted(token.text());
            default -> takes("(") ? new Call(token.text(), arguments()) : new Answer(token.text());
        };
    }

    private List<Expression> arguments() {
        List<Expression> arguments = new ArrayList<>();
        if (takes(")")) {
            return arguments;
        }
        do {
            arguments.add(or());
        } while (takes(","));
        needs(")");
        return arguments;
    }
}
