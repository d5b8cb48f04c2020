package org.hindsight.postmortem;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.SafeHtml;
import org.hindsight.postmortem.References.Thing;
import org.hindsight.timeline.attachment.Pictures;
import org.hindsight.timeline.attachment.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The block that shows an attached picture: <code>{{picture.3}}</code>, or with a caption of its own <code>{{picture.3:
 * Sign-ins fall to zero}}</code>. Its HTML names the place of the file in the bundle of an edition; whoever renders it
 * puts an address there that its readers can reach.
 */
final class PictureBlocks {

    @CheckedTemplate(basePath = "postmortem")
    static class Templates {
        private Templates() {}

        static native TemplateInstance pictures$picture(
                Facts.Attachment file, Shown shown, String alt, String caption, boolean wide, String anchor);

        static native TemplateInstance pictures$file(Facts.Attachment file, String what, String caption, String anchor);
    }

    /** A document shows so many: with more nobody could load the file that holds them all. */
    static final int MOST = 20;

    /** What fills the column of a report; wider ones get more room. In pixels. */
    private static final int COLUMN = 640;

    private static final int FIRST_WORDS = 160;
    private static final Pattern NAME = Pattern.compile("picture\\.([0-9]{1,9})(?:\\s*:\\s*(.+))?");
    private static final Pattern MENTIONED = Pattern.compile("\\{\\{\\s*picture\\.([0-9]{1,9})");
    private static final Pattern MEANT = Pattern.compile("picture(?:\\.([^:]*))?(?::.*)?");

    /** A picture in HTML, before its place is replaced by an address. */
    private static final Pattern PLACED = Pattern.compile("<img data-picture=\"([0-9]+)\" src=\"[^\"]*\"");

    /**
     * A picture that a writer wants.
     *
     * @param caption in plain words, if there is one
     */
    record Wanted(int id, @Nullable String caption) {

        String name() {
            return "picture." + id;
        }

        String notHere() {
            return "Picture " + id + " cannot be shown: there is no such attachment.";
        }
    }

    private final Facts facts;
    private final References references;
    private final Pictures pictures;
    private int shownSoFar;

    PictureBlocks(Facts facts, References references, Pictures pictures) {
        this.facts = facts;
        this.references = references;
        this.pictures = pictures;
    }

    /** What a block of that name wants to show; empty where it is another block. */
    static Optional<Wanted> wanted(String name) {
        Matcher picture = NAME.matcher(name);
        return picture.matches()
                ? Optional.of(new Wanted(Integer.parseInt(picture.group(1)), picture.group(2)))
                : Optional.empty();
    }

    /** The pictures that a text mentions, wherever it does. */
    static Stream<Integer> mentioned(String markdown) {
        return MENTIONED.matcher(markdown).results().map(found -> Integer.valueOf(found.group(1)));
    }

    /** What a name that was meant as such a block should have been, as a sentence; empty when it was not meant so. */
    static Optional<String> fault(String name) {
        Matcher meant = MEANT.matcher(name);
        return meant.matches()
                ? Optional.of("After “picture.” stands the number of an attachment, as in “picture.3”.")
                : Optional.empty();
    }

    /** A section on the desk: its pictures come from where the attachments are. */
    static SafeHtml onDesk(SafeHtml section, String ref) {
        return new SafeHtml(PLACED.matcher(section.html())
                .replaceAll("<img data-picture=\"$1\" src=\"/api/v1/incidents/" + ref + "/attachments/$1/file\""));
    }

    /** What is wrong with a picture that the audience may see. */
    Optional<Check> check(Wanted wanted, String section) {
        Facts.Attachment file = facts.attachment(wanted.id()).orElseThrow();
        String typed = "{{" + wanted.name() + "}} (" + file.name() + ")";
        if (!pictures.there(file.sha256())) {
            return Optional.of(Check.block(
                    "PICTURE_GONE",
                    section,
                    typed
                            + " cannot be shown: its file is not in the data folder any more. Attach it again, or take the"
                            + " line out."));
        }
        if (shown(file).isEmpty()) {
            return Optional.of(Check.hint(
                    "PICTURE_NOT_SHOWN",
                    section,
                    typed + " is named and not shown: it is " + what(file)
                            + ". Documents show PNG, JPEG and GIF that do not move, of up to 50 megapixels."));
        }
        return shownSoFar < MOST
                ? Optional.empty()
                : Optional.of(Check.block(
                        "TOO_MANY_PICTURES",
                        section,
                        typed + " is one too many: a document shows up to " + MOST + " pictures. Take some out."));
    }

    /** The picture; only its name where it cannot be shown. Empty where the audience does not have it. */
    Optional<Blocks.Block> of(Wanted wanted) {
        return facts.attachment(wanted.id()).map(file -> block(file, wanted.caption()));
    }

    private Blocks.Block block(Facts.Attachment file, @Nullable String own) {
        references.cite(Thing.ENTRY, file.entry());
        String firstWords = facts.entry(file.entry())
                .map(entry -> Wording.shortened(Markdown.plain(entry.text()), FIRST_WORDS))
                .orElse("");
        String caption = own == null ? firstWords : own.strip();
        Optional<Shown> shown = shown(file);
        if (shown.isEmpty() || shownSoFar >= MOST) {
            return named(file, caption);
        }
        shownSoFar++;
        String alt = own == null ? "Picture " + file.name() + ": " + firstWords : caption;
        return new Blocks.Block(
                Blocks.html(Templates.pictures$picture(
                        file,
                        shown.get(),
                        alt,
                        caption,
                        shown.get().width() > COLUMN,
                        Thing.ENTRY.anchor(file.entry()))),
                "![" + Wording.literal(alt) + "](" + file.place() + ")\n\n" + told(file, caption));
    }

    private Blocks.Block named(Facts.Attachment file, String caption) {
        return new Blocks.Block(
                Blocks.html(Templates.pictures$file(file, what(file), caption, Thing.ENTRY.anchor(file.entry()))),
                "[" + Wording.literal(file.name()) + "](" + file.place() + ") (" + what(file) + ")\n\n"
                        + told(file, caption));
    }

    private static String told(Facts.Attachment file, String caption) {
        return Wording.literal(caption) + " [^" + Thing.ENTRY.anchor(file.entry()) + "]";
    }

    private Optional<Shown> shown(Facts.Attachment file) {
        return pictures.shown(file.sha256(), file.type(), file.width(), file.height());
    }

    private static String what(Facts.Attachment file) {
        String size = org.hindsight.platform.web.Wording.size(file.bytes());
        return file.width() == null
                ? "a file of " + size
                : "a picture of " + file.width() + " × " + file.height() + " pixels, " + size;
    }
}
