package org.hindsight.edition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;

/** All that a PDF says, in its pages and about itself. */
final class PdfText {

    /** Heads and feet of pages, which would cut a sentence that goes on overleaf. In points. */
    private static final float MARGIN = 56;

    private PdfText() {}

    static String of(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            StringBuilder text = new StringBuilder(new PDFTextStripper().getText(document)).append('\n');
            for (PDPage page : document.getPages()) {
                text.append(body(page));
            }
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

    private static String body(PDPage page) throws IOException {
        PDRectangle sheet = page.getMediaBox();
        PDFTextStripperByArea stripper = new PDFTextStripperByArea();
        stripper.addRegion(
                "body",
                new java.awt.geom.Rectangle2D.Float(0, MARGIN, sheet.getWidth(), sheet.getHeight() - 2 * MARGIN));
        stripper.extractRegions(page);
        return stripper.getTextForRegion("body");
    }
}
