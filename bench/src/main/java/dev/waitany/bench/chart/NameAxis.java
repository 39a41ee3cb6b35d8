/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

import java.awt.Font;
import java.util.List;
import org.jfree.chart.axis.SymbolAxis;

/** Makes axes with a name at each whole number, from 0. */
final class NameAxis {
    private NameAxis() {}

    static SymbolAxis of(List<String> names) {
        SymbolAxis axis = new SymbolAxis(null, names.toArray(String[]::new));
        axis.setGridBandsVisible(false);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setTickLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        axis.setTickLabelPaint(Palette.soft());
        axis.setRange(-0.5, names.size() - 0.5);
        return axis;
    }
}
