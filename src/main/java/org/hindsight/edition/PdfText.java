package org.hindsight.edition;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripperByArea;

/** All that a PDF says, in its pages and about itself. */
final class PdfText {

    /** Heads and feet of pages, which would cut a sentence that goes on overleaf. In points. */
    private static final float MARGIN = 56;

    private static final String ALL = "all";
    private static final String BODY = "body";

    /** Beyond any sheet of paper, in points. */
    private static final float FAR = 100_000;

    private PdfText() {}

    static String of(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            StringBuilder text = new StringBuilder();
            StringBuilder bodies = new StringBuilder();
            for (PDPage page : document.getPages()) {
                PDFTextStripperByArea stripper = read(page);
                text.append(stripper.getTextForRegion(ALL));
                bodies.append(stripper.getTextForRegion(BODY));
            }
            text.append('\n').append(bodies);
            PDDocumentInformation about = document.getDocumentInformation();
            for (String key : about.getMetadataKeys()) {
                text.append('\n').append(about.getPropertyStringValue(key));
            }
            text.append('\n')
                    .append(new String(
                            document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8));
            return text.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What stands anywhere on a page, and beyond its edges, and once more without its head and foot. */
    private static PDFTextStripperByArea read(PDPage page) throws IOException {
        PDRectangle sheet = page.getMediaBox();
        PDFTextStripperByArea stripper = new PDFTextStripperByArea();
        stripper.addRegion(ALL, new Rectangle2D.Float(-FAR, -FAR, 2 * FAR, 2 * FAR));
        stripper.addRegion(BODY, new Rectangle2D.Float(0, MARGIN, sheet.getWidth(), sheet.getHeight() - 2 * MARGIN));
        stripper.extractRegions(page);
        return stripper;
    }
}
