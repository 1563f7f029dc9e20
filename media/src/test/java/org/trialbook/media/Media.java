package org.trialbook.media;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Small files of the formats that are not [Dicom].
public final class Media {

    private Media() {}

    /// @param chunks further ones, as `type:content`, before the picture
    public static byte[] png(String... chunks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            chunk(out, "IHDR", new byte[] {0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0});
            for (String chunk : chunks) {
                chunk(out, chunk.substring(0, 4), chunk.substring(5).getBytes(StandardCharsets.ISO_8859_1));
            }
            chunk(out, "IDAT", deflated(new byte[2]));
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        CRC32 check = new CRC32();
        check.update(type.getBytes(StandardCharsets.US_ASCII));
        check.update(content);
        out.writeInt(content.length);
        out.writeBytes(type);
        out.write(content);
        out.writeInt((int) check.getValue());
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] buffer = new byte[64];
        int length = deflater.deflate(buffer);
        deflater.end();
        return java.util.Arrays.copyOf(buffer, length);
    }

    public static byte[] pdf() {
        return Pdf.page().bytes();
    }

    /// @param inside what stands within the root
    public static byte[] aecg(String inside) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                  <id root="61d1a24f-b47e-41aa-ae95-f8ac302f4eeb"/>
                  <code code="93000" codeSystem="2.16.840.1.113883.6.12"/>
                  %s
                  <component><series><component><sequenceSet><component><sequence>
                    <code code="MDC_ECG_LEAD_I" codeSystem="2.16.840.1.113883.6.24"/>
                    <value xsi:type="SLIST_PQ"><origin value="0" unit="uV"/><scale value="5" unit="uV"/>
                      <digits>1 2 3 -2026</digits></value>
                  </sequence></component></sequenceSet></component></series></component>
                </AnnotatedECG>
                """.formatted(inside).getBytes(StandardCharsets.UTF_8);
    }
}
