package org.hindsight.edition;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The fonts of the PDFs and of the pictures in previews. Those that come along know Latin, Greek, Cyrillic and Hebrew letters; what they do not know is
 * looked for in the files that the operator has laid into the folder {@code fonts} of the data folder.
 */
@ApplicationScoped
class PdfFonts {

    static final String SANS = "Liberation Sans";
    static final String SERIF = "Liberation Serif";
    static final String MONO = "Liberation Mono";

    private static final Logger LOG = Logger.getLogger(PdfFonts.class);
    private static final String FOLDER = "liberation/";

    /** The name of a table, {@code GSUB}, in four bytes. */
    private static final int LIGATURES = 0x47535542;

    /** A name that means nothing to anybody: {@code gsub}. */
    private static final int NOTHING_KNOWN = 0x67737562;

    private static final Set<FSFontUseCase> TEXT = EnumSet.of(FSFontUseCase.DOCUMENT);
    private static final Set<FSFontUseCase> TEXT_AND_PICTURES = EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG);
    private static final Set<FSFontUseCase> OTHERWISE = EnumSet.of(FSFontUseCase.FALLBACK_FINAL);

    private final Path folder;

    PdfFonts(@ConfigProperty(name = "hindsight.data") Path data) {
        this.folder = data.resolve("fonts");
    }

    void addTo(PdfRendererBuilder builder) {
        family(builder, SANS, "LiberationSans", TEXT_AND_PICTURES);
        family(builder, SERIF, "LiberationSerif", TEXT);
        family(builder, MONO, "LiberationMono", TEXT);
        additional()
                .forEach(file ->
                        builder.useFont(() -> open(file), "Additional", 400, FontStyle.NORMAL, true, OTHERWISE));
    }

    private static void family(PdfRendererBuilder builder, String family, String file, Set<FSFontUseCase> uses) {
        builder.useFont(own(file + "-Regular.ttf"), family, 400, FontStyle.NORMAL, true, uses);
        builder.useFont(own(file + "-Bold.ttf"), family, 700, FontStyle.NORMAL, true, uses);
        builder.useFont(own(file + "-Italic.ttf"), family, 400, FontStyle.ITALIC, true, uses);
        builder.useFont(own(file + "-BoldItalic.ttf"), family, 700, FontStyle.ITALIC, true, uses);
    }

    private static FSSupplier<InputStream> own(String file) {
        return () -> {
            try (InputStream font =
                    Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + file)) {
                if (font == null) {
                    throw new IllegalStateException("The font " + file + " is not in the application");
                }
                return new ByteArrayInputStream(withoutLigatures(font.readAllBytes()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        };
    }

    /**
     * PDFBox works out the ligatures anew for every piece of text, which takes more than half of the time that a PDF
     * takes, for an "fi" that few would miss. It leaves that when a font has no table of them under its name.
     */
    private static byte[] withoutLigatures(byte[] font) {
        ByteBuffer directory = ByteBuffer.wrap(font);
        int tables = directory.getShort(4);
        for (int i = 0; i < tables; i++) {
            int place = 12 + 16 * i;
            if (directory.getInt(place) == LIGATURES) {
                directory.putInt(place, NOTHING_KNOWN);
            }
        }
        return font;
    }

    /**
     * The letters of one of those that come along, and for what it does not know those of the operator's own.
     *
     * @param file its name
     */
    Typeface typeface(String file) {
        List<TrueTypeFont> all = new ArrayList<>();
        try (InputStream font = own(file).supply()) {
            all.add(new TTFParser().parse(new RandomAccessReadBuffer(font)));
            for (Path own : additional()) {
                all.add(new TTFParser().parse(new RandomAccessReadBuffer(Files.readAllBytes(own))));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Typeface(all);
    }

    /** The operator's own, in the order of their names; those that cannot be embedded are left out. */
    private List<Path> additional() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(ttf|otf)"))
                    .filter(PdfFonts::embeddable)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            LOG.warnf(unreadable, "The fonts in %s cannot be read", folder);
            return List.of();
        }
    }

    private static boolean embeddable(Path file) {
        try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(Files.readAllBytes(file)))) {
            if (font.getTableMap().containsKey("glyf") && font.getUnicodeCmapLookup() != null) {
                return true;
            }
            LOG.warnf("The font %s has no TrueType outlines and is left out", file);
        } catch (IOException | RuntimeException broken) {
            LOG.warnf("The font %s cannot be read and is left out: %s", file, broken);
        }
        return false;
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
