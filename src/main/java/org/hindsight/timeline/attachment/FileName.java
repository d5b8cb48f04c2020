package org.hindsight.timeline.attachment;

import java.text.Normalizer;

/** What a file is called here, after what its sender called it. */
public final class FileName {

    private static final int LONGEST = 255;
    private static final int LONGEST_ENDING = 20;
    private static final int LONGEST_PLAIN = 80;

    private FileName() {}

    /**
     * The name without folders, without control characters and without those that turn the direction of writing (they
     * make {@code exe.txt} out of {@code txt.exe}), with at most 255 characters; its ending stays. Never empty.
     */
    public static String of(String sent) {
        String composed = Normalizer.normalize(sent, Normalizer.Form.NFC);
        String last = composed.substring(Math.max(composed.lastIndexOf('/'), composed.lastIndexOf('\\')) + 1);
        StringBuilder clean = new StringBuilder();
        last.codePoints().filter(FileName::fits).forEach(clean::appendCodePoint);
        String name = clean.toString().strip();
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return "file";
        }
        return name.length() <= LONGEST ? name : shortened(name);
    }

    /** The same for a place where only plain letters are safe, as in a bundle that is unpacked anywhere. */
    public static String plain(String sent) {
        String name = of(sent).replaceAll("[^A-Za-z0-9._-]+", "_").replaceFirst("^\\.+", "");
        int from = Math.max(0, name.length() - LONGEST_PLAIN);
        return name.isEmpty() ? "file" : name.substring(from);
    }

    private static boolean fits(int character) {
        int type = Character.getType(character);
        boolean turns = (character >= 0x200e && character <= 0x200f)
                || (character >= 0x202a && character <= 0x202e)
                || (character >= 0x2066 && character <= 0x2069)
                || character == 0x061c;
        return !turns
                && type != Character.CONTROL
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    private static String shortened(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
        int cut = LONGEST - ending.length() - 1;
        if (Character.isHighSurrogate(name.charAt(cut - 1))) {
            cut--;
        }
        return name.substring(0, cut) + "…" + ending;
    }
}
