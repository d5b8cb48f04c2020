package org.hindsight.platform.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hindsight.platform.SafeHtml;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A drawing, read again: what stands where. It measures text in its own way, as a common font has it. */
public final class SheetCheck {

    private static final Pattern COMMAND = Pattern.compile("([MLHVvZ])(-?[\\d.]+)?(?: (-?[\\d.]+))?");

    /** Where something stands. */
    public record Box(String what, double left, double top, double right, double bottom) {

        boolean touches(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean within(double width, double height) {
            return left >= -0.5 && top >= -0.5 && right <= width + 0.5 && bottom <= height + 0.5;
        }
    }

    private final String svg;
    private final Element root;
    private final double width;
    private final double height;
    public final List<Box> texts = new ArrayList<>();

    public SheetCheck(String svg) {
        this.svg = svg;
        this.root = parse(svg);
        String[] view = root.getAttribute("viewBox").split(" ", -1);
        this.width = Double.parseDouble(view[2]);
        this.height = Double.parseDouble(view[3]);
        elements("text").forEach(text -> texts.add(box(text)));
    }

    /** Both drawings of a picture. */
    public static void check(SafeHtml wide, SafeHtml narrow) {
        new SheetCheck(wide.html()).check();
        new SheetCheck(narrow.html()).check();
    }

    /** Accessible, without inline style, small; everything inside; texts apart and crossed by no line. */
    public void check() {
        assertFalse(svg.contains("style=") || svg.contains("<style") || svg.contains("<script"), svg);
        assertTrue(svg.getBytes(StandardCharsets.UTF_8).length < 40_000, () -> svg.length() + " characters");
        assertEquals("img", root.getAttribute("role"));
        for (String id : root.getAttribute("aria-labelledby").split(" ", -1)) {
            assertTrue(svg.contains("id=\"" + id + "\">"), svg);
        }
        for (int i = 0; i < texts.size(); i++) {
            Box text = texts.get(i);
            assertTrue(text.within(width, height), () -> text + " leaves " + width + " × " + height + "\n" + svg);
            for (Box other : texts.subList(i + 1, texts.size())) {
                assertFalse(text.touches(other), () -> text + " touches " + other + "\n" + svg);
            }
        }
        elements("path").forEach(this::check);
        elements("circle").forEach(circle -> {
            Box node = around("node", number(circle, "cx"), number(circle, "cy"), 4.5);
            assertTrue(node.within(width, height), () -> node + "\n" + svg);
        });
    }

    private void check(Element path) {
        String name = path.getAttribute("class");
        List<double[]> points = points(path.getAttribute("d"));
        for (double[] point : points) {
            Box dot = around(name, point[0], point[1], 0);
            assertTrue(dot.within(width, height), () -> dot + " leaves the picture\n" + svg);
        }
        if (name.equals("cv-mark") || name.equals("cv-leader") || name.equals("cv-window")) {
            for (int i = 1; i < points.size(); i++) {
                Box line = line(name, points.get(i - 1), points.get(i));
                texts.forEach(text -> assertFalse(line.touches(text), () -> line + " crosses " + text + "\n" + svg));
            }
        }
    }

    private static Box line(String name, double[] from, double[] to) {
        return new Box(
                name,
                Math.min(from[0], to[0]) - 0.5,
                Math.min(from[1], to[1]),
                Math.max(from[0], to[0]) + 0.5,
                Math.max(from[1], to[1]));
    }

    private static Box around(String what, double x, double y, double radius) {
        return new Box(what, x - radius, y - radius, x + radius, y + radius);
    }

    private List<Element> elements(String name) {
        NodeList found = root.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** Where each path with this class goes. */
    public List<double[]> points(Element path) {
        return points(path.getAttribute("d"));
    }

    public List<Element> paths(String name) {
        return elements("path").stream()
                .filter(path -> path.getAttribute("class").equals(name))
                .toList();
    }

    private static List<double[]> points(String d) {
        assertTrue(d.matches("[MLHVvZ][-\\d. MLHVvZ]*"), d);
        List<double[]> points = new ArrayList<>();
        double x = 0;
        double y = 0;
        Matcher commands = COMMAND.matcher(d);
        while (commands.find()) {
            switch (commands.group(1)) {
                case "M", "L" -> {
                    x = Double.parseDouble(commands.group(2));
                    y = Double.parseDouble(commands.group(3));
                }
                case "H" -> x = Double.parseDouble(commands.group(2));
                case "V" -> y = Double.parseDouble(commands.group(2));
                case "v" -> y += Double.parseDouble(commands.group(2));
                default -> {
                    continue;
                }
            }
            points.add(new double[] {x, y});
        }
        return points;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Box box(Element text) {
        double size = number(text, "font-size");
        double x = number(text, "x");
        double y = number(text, "y");
        String words = text.getTextContent();
        double width = size * words.chars().mapToDouble(SheetCheck::letter).sum();
        double left = switch (text.getAttribute("text-anchor")) {
            case "middle" -> x - width / 2;
            case "end" -> x - width;
            default -> x;
        };
        return new Box(words, left, y - 0.74 * size, left + width, y + 0.2 * size);
    }

    /** As wide as in Arial, roughly. */
    private static double letter(int letter) {
        if (" .,:;'|iljtfI()-".indexOf(letter) >= 0) {
            return 0.28;
        }
        return letter == 'm' || letter == 'M' ? 0.83 : Character.isUpperCase(letter) ? 0.69 : 0.556;
    }

    private static Element parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (Exception broken) {
            throw new AssertionError(svg, broken);
        }
    }
}
