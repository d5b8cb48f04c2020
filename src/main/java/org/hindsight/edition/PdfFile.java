package org.hindsight.edition;

import com.openhtmltopdf.extend.FSUriResolver;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.jsoup.helper.W3CDom;
import org.w3c.dom.Document;

/**
 * Makes the PDF of an edition from its HTML file: tagged (PDF/UA-1) and made to last (PDF/A-2u). The same edition gives the
 * same bytes, whoever makes it and when. Nothing is fetched: what is not in the HTML file is not in the PDF.
 */
@ApplicationScoped
class PdfFile {

    private static final String PRODUCER = "Hindsight";
    private static final FSUriResolver NOTHING_OUTSIDE = (base, uri) -> uri.startsWith("data:") ? uri : null;

    static {
        XRLog.setLoggingEnabled(false);
        // Batik and Java2D draw the pictures without a screen.
        System.setProperty("java.awt.headless", "true");
    }

    /**
     * What is printed.
     *
     * @param html the HTML file of the edition
     * @param subject what it is about, in a sentence; may be empty
     * @param ref of the incident
     * @param edition its number and label in words
     * @param publishedAt stands in the PDF as the time of its making
     */
    record Sheet(String html, String title, String subject, String ref, String edition, Instant publishedAt) {}

    private final PdfFonts fonts;

    PdfFile(PdfFonts fonts) {
        this.fonts = fonts;
    }

    byte[] of(Sheet sheet) {
        Document html = new W3CDom().fromJsoup(PaperHtml.of(sheet));
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withW3cDocument(html, null)
                .withProducer(PRODUCER)
                .usePdfUaAccessibility(true)
                .usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_U)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                .useReplacementText("□")
                .useUriResolver(NOTHING_OUTSIDE)
                .useExternalResourceAccessControl(
                        (uri, type) -> uri.startsWith("data:"),
                        ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useExternalResourceAccessControl(
                        (uri, type) -> uri.startsWith("data:"), ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                .useUnicodeBidiSplitter(Directions::new)
                .useUnicodeBidiReorderer(new Directions())
                .useSVGDrawer(new BatikSVGDrawer());
        fonts.addTo(builder);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
                PDDocument document = renderer.createPDFKeepOpen()) {
            date(document, sheet.publishedAt().truncatedTo(ChronoUnit.SECONDS));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Says in both places where a PDF says it when it was made, and makes its identifier follow from that. */
    private static void date(PDDocument document, Instant at) throws IOException {
        Calendar date = GregorianCalendar.from(at.atZone(ZoneOffset.UTC));
        PDDocumentInformation about = document.getDocumentInformation();
        about.setCreationDate(date);
        document.setDocumentId(at.getEpochSecond());
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8)
                .replaceAll(
                        "<xmp:CreateDate>[^<]*</xmp:CreateDate>",
                        "<xmp:CreateDate>" + at.toString().replace("Z", "+00:00") + "</xmp:CreateDate>");
        PDMetadata dated = new PDMetadata(document, new ByteArrayInputStream(xmp.getBytes(StandardCharsets.UTF_8)));
        document.getDocumentCatalog().setMetadata(dated);
    }
}
