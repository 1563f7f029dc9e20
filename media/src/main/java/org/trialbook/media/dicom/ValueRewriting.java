package org.trialbook.media.dicom;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How one value of an attribute that the profile does not name stands in the new file.
final class ValueRewriting {

    private final DicomFacts facts;
    private final TransferSyntax syntax;
    private final Replacements replacements;

    ValueRewriting(DicomFacts facts, TransferSyntax syntax, Replacements replacements) {
        this.facts = facts;
        this.syntax = syntax;
        this.replacements = replacements;
    }

    /// What of a value is taken: itself, itself with other UIDs or without a vendor's terms, or nothing.
    byte[] kept(int tag, DicomAttribute attribute, String representation, byte[] value) {
        if (!DicomWriter.fits(representation, value.length)) {
            return new byte[0];
        }
        String text = HarmlessValues.ascii(value);
        if (representation.equals("UI")) {
            String uids = replacements.uids(text, true);
            byte[] kept = uids.equals(HarmlessValues.unpadded(text)) ? value : uids.getBytes(StandardCharsets.US_ASCII);
            // Several, where there is to be one, are none.
            return HarmlessValues.takes(attribute, representation, kept) ? kept : new byte[0];
        }
        if (tag == HarmlessValues.BURNED_IN_ANNOTATION && facts.deniesBurnedIn()) {
            return "NO".getBytes(StandardCharsets.US_ASCII);
        }
        if (HarmlessValues.takes(attribute, representation, value)) {
            return value;
        }
        if (!representation.equals("CS") || tag == HarmlessValues.BURNED_IN_ANNOTATION) {
            return new byte[0];
        }
        // The third value of an image's type is a vendor's; the first two say what it is.
        byte[] terms = Stream.of(text.split("\\\\", -1))
                .map(HarmlessValues::unpadded)
                .map(term -> KnownTerms.takes(tag, term) ? term : "")
                .collect(Collectors.joining("\\"))
                .replaceAll("\\\\+$", "")
                .getBytes(StandardCharsets.US_ASCII);
        return HarmlessValues.takes(attribute, representation, terms) ? terms : new byte[0];
    }

    /// As the file states it, where the standard allows several; else what pixels are.
    String written(DicomElement element, DicomAttribute attribute) {
        if (attribute.representations().contains(element.stated())) {
            return element.stated();
        }
        if (attribute.representations().contains("OW")) {
            return "OW";
        }
        return attribute.representations().contains("SS") && facts.signed
                ? "SS"
                : attribute.representations().getFirst();
    }

    /// In little endian, whatever the file was in.
    byte[] little(String representation, byte[] value) {
        int width = switch (representation) {
            case "US", "SS", "OW", "AT" -> 2;
            case "UL", "SL", "FL", "OF", "OL" -> 4;
            case "FD", "SV", "UV", "OD", "OV" -> 8;
            default -> 1;
        };
        if (!syntax.bigEndian() || width == 1) {
            return value;
        }
        byte[] little = value.clone();
        for (int at = 0; at + width <= value.length; at += width) {
            for (int i = 0; i < width; i++) {
                little[at + i] = value[at + width - 1 - i];
            }
        }
        return little;
    }
}
