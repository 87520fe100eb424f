/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.speech;

/** The fast Fourier transform, as far as correlating two signals needs it. */
final class Fourier {
    private Fourier() {}

    /**
     * @param size a power of two, at least the sum of both lengths
     * @return at {@code floorMod(offset, size)} the sum over i of {@code a[i] * b[i + offset]}
     */
    static double[] crossCorrelation(float[] a, float[] b, int size) {
        double[] re = new double[size];
        double[] im = new double[size];
        // two real signals in one complex transform
        for (int i = 0; i < a.length; i++) {
            re[i] = a[i];
        }
        for (int i = 0; i < b.length; i++) {
            im[i] = b[i];
        }
        transform(re, im, false);
        double[] productRe = new double[size];
        double[] productIm = new double[size];
        for (int k = 0; k < size; k++) {
            int mirror = k == 0 ? 0 : size - k;
            double aRe = (re[k] + re[mirror]) / 2;
            double aIm = (im[k] - im[mirror]) / 2;
            double bRe = (im[k] + im[mirror]) / 2;
            double bIm = (re[mirror] - re[k]) / 2;
            productRe[k] = aRe * bRe + aIm * bIm;
            productIm[k] = aRe * bIm - aIm * bRe;
        }
        transform(productRe, productIm, true);
        return productRe;
    }

    /** In place, without scaling. */
    private static void transform(double[] re, double[] im, boolean inverse) {
        int size = re.length;
        for (int i = 1, j = 0; i < size; i++) {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(re, i, j);
                swap(im, i, j);
            }
        }
        for (int length = 2; length <= size; length <<= 1) {
            butterflies(re, im, length, (inverse ? 2 : -2) * Math.PI / length);
        }
    }

    private static void butterflies(double[] re, double[] im, int length, double angle) {
        int half = length / 2;
        for (int k = 0; k < half; k++) {
            double cos = Math.cos(angle * k);
            double sin = Math.sin(angle * k);
            for (int start = k; start < re.length; start += length) {
                int other = start + half;
                double oddRe = re[other] * cos - im[other] * sin;
                double oddIm = re[other] * sin + im[other] * cos;
                re[other] = re[start] - oddRe;
                im[other] = im[start] - oddIm;
                re[start] += oddRe;
                im[start] += oddIm;
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
