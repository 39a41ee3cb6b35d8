/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** The fonts of this machine. Figures are laid out with them, though a file has none in it. */
public final class Fonts {
    /** What to do on a machine without fonts. */
    public static final String REMEDY =
            "Java finds no fonts here (Debian: apt-get install fontconfig fonts-dejavu-core)";

    private Fonts() {}

    /** Returns whether there is a font, and the library that finds it. Servers may have neither. */
    public static boolean areFound() {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
            return graphics.getFontMetrics(font).stringWidth("x") > 0;
        } catch (RuntimeException | Error none) { // the JDK throws any of them, even a plain Error
            return false;
        } finally {
            graphics.dispose();
        }
    }
}
