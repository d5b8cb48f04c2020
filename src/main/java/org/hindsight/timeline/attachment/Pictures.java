package org.hindsight.timeline.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Attached pictures made ready for documents: drawn anew, so that nothing but pixels is left, and made smaller where
 * they are large. One at a time, since each takes memory; what was made is kept for a while.
 */
@ApplicationScoped
public class Pictures {

    /** More pixels than that are not unpacked. */
    static final long MOST_PIXELS = 50_000_000;

    /** As large as a page or a sheet of paper can use. */
    static final int WIDEST = 1600;

    static final int TALLEST = 3200;
    static final int MOST_BYTES = 400 * 1024;

    /** So many pixels are read at once; of larger pictures every second one, every third… */
    private static final double READ_AT_ONCE = 16_000_000;

    private static final float[] QUALITIES = {0.88f, 0.78f, 0.66f};
    private static final int HEAD = 64 * 1024;
    private static final long ROOM = 24L << 20;
    private static final Logger LOG = Logger.getLogger(Pictures.class);

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private final Store store;
    private final Map<String, Optional<Shown>> made = new LinkedHashMap<>(16, 0.75f, true);
    private long taken;

    Pictures(Store store) {
        this.store = store;
    }

    /** Whether the content of an attachment is where it belongs. */
    public boolean there(String sha256) {
        return Files.isRegularFile(store.file(sha256));
    }

    /**
     * An attached picture as documents show it; empty where it moves, has more pixels than anybody can look at, is of
     * a kind that cannot be drawn here, is broken, or is no picture.
     */
    public synchronized Optional<Shown> shown(
            String sha256, String type, @Nullable Integer width, @Nullable Integer height) {
        boolean drawn = type.equals(FileType.PNG) || type.equals(FileType.JPEG) || type.equals(FileType.GIF);
        if (!drawn || width == null || height == null || (long) width * height > MOST_PIXELS) {
            return Optional.empty();
        }
        Optional<Shown> known = made.get(sha256);
        if (known == null) {
            known = make(store.file(sha256), type);
            keep(sha256, known);
        }
        return known;
    }

    private void keep(String sha256, Optional<Shown> picture) {
        if (picture.isEmpty() && !there(sha256)) {
            return;
        }
        made.put(sha256, picture);
        taken += weight(picture);
        Iterator<Optional<Shown>> oldest = made.values().iterator();
        while (taken > ROOM && oldest.hasNext()) {
            taken -= weight(oldest.next());
            oldest.remove();
        }
    }

    private static long weight(Optional<Shown> picture) {
        return 200L + picture.map(shown -> shown.bytes().length).orElse(0);
    }

    private static Optional<Shown> make(Path file, String type) {
        try {
            byte[] head = head(file);
            if (type.equals(FileType.PNG) && moves(head)) {
                return Optional.empty();
            }
            int way = type.equals(FileType.JPEG) ? Bare.wayUp(head) : 1;
            return read(file.toFile(), type).map(read -> fitted(read, way, type.equals(FileType.JPEG)));
        } catch (IOException | RuntimeException broken) {
            LOG.debugf(broken, "%s cannot be drawn", file);
            return Optional.empty();
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    /** Whether a PNG has several frames: it says so before its first pixels. */
    private static boolean moves(byte[] head) {
        ByteBuffer png = ByteBuffer.wrap(head);
        long at = 8;
        while (at + 8 <= head.length) {
            String name = new String(head, (int) at + 4, 4, StandardCharsets.ISO_8859_1);
            if (name.equals("acTL") || name.equals("IDAT")) {
                return name.equals("acTL");
            }
            at += 12L + (png.getInt((int) at) & 0xffffffffL);
        }
        return false;
    }

    private static Optional<BufferedImage> read(File file, String type) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByMIMEType(type).next();
        try (ImageInputStream in = new FileImageInputStream(file)) {
            reader.setInput(in, false, true);
            double pixels = (double) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS || (type.equals(FileType.GIF) && reader.getNumImages(true) > 1)) {
                return Optional.empty();
            }
            int step = (int) Math.max(1, Math.ceil(Math.sqrt(pixels / READ_AT_ONCE)));
            ImageReadParam wanted = reader.getDefaultReadParam();
            wanted.setSourceSubsampling(step, step, 0, 0);
            return Optional.of(reader.read(0, wanted));
        } finally {
            reader.dispose();
        }
    }

    private static Shown fitted(BufferedImage read, int way, boolean photograph) {
        BufferedImage upright = upright(read, way);
        double scale =
                Math.min(1, Math.min((double) WIDEST / upright.getWidth(), (double) TALLEST / upright.getHeight()));
        BufferedImage picture = scaled(upright, scale);
        if (!photograph) {
            byte[] png = png(picture);
            if (png.length <= MOST_BYTES) {
                return new Shown(FileType.PNG, png, picture.getWidth(), picture.getHeight());
            }
        }
        byte[] jpeg = jpeg(picture);
        while (jpeg.length > MOST_BYTES) {
            picture = scaled(picture, 0.75);
            jpeg = jpeg(picture);
        }
        return new Shown(FileType.JPEG, jpeg, picture.getWidth(), picture.getHeight());
    }

    /** On white, turned and mirrored as Exif says. */
    private static BufferedImage upright(BufferedImage read, int way) {
        int width = read.getWidth();
        int height = read.getHeight();
        boolean lies = way >= 5;
        AffineTransform turn = switch (way) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
        BufferedImage upright = blank(lies ? height : width, lies ? width : height);
        Graphics2D pen = upright.createGraphics();
        pen.drawImage(read, turn, null);
        pen.dispose();
        return upright;
    }

    private static BufferedImage blank(int width, int height) {
        BufferedImage blank = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = blank.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return blank;
    }

    /** By halves first: in one great step the pixels between would be lost. */
    private static BufferedImage scaled(BufferedImage picture, double scale) {
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage now = picture;
        while (now.getWidth() > width || now.getHeight() > height) {
            int nextWidth = Math.max(width, (now.getWidth() + 1) / 2);
            int nextHeight = Math.max(height, (now.getHeight() + 1) / 2);
            BufferedImage next = blank(nextWidth, nextHeight);
            Graphics2D pen = next.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(now, 0, 0, nextWidth, nextHeight, null);
            pen.dispose();
            now = next;
        }
        return now;
    }

    private static byte[] png(BufferedImage picture) {
        return written("png", picture, null);
    }

    private static byte[] jpeg(BufferedImage picture) {
        byte[] bytes = new byte[0];
        for (float quality : QUALITIES) {
            bytes = written("jpeg", picture, quality);
            if (bytes.length <= MOST_BYTES) {
                break;
            }
        }
        return bytes;
    }

    private static byte[] written(String format, BufferedImage picture, @Nullable Float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam wanted = writer.getDefaultWriteParam();
            if (quality != null) {
                wanted.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                wanted.setCompressionQuality(quality);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), wanted);
        } catch (IOException impossible) {
            throw new IllegalStateException("A picture that cannot be written", impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
