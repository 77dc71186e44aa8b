"""The arithmetic of s2s in 32 bits, written from docs/model-file.md, "To the last bit".

A model of eight bits needs it: the last bit decides how an input is rounded.
"""
import numpy as np

LANES = 16


def f(x):
    return np.asarray(x, np.float32)


def fma(a, b, c):
    """a b + c, rounded once: the product of two numbers of 32 bits is exact in 64."""
    wide = [np.asarray(x, np.float64) for x in (a, b, c)]
    return f(wide[0] * wide[1] + wide[2])


def exponential(x):
    x = np.clip(f(x), f(-87), f(88))
    magic = f(12582912)
    k = fma(x, f(1.44269504088896341), magic) - magic
    r = fma(-k, f(-2.12194440e-4), fma(-k, f(0.693359375), x))
    p = fma(r, f(1.9875691500e-4), f(1.3981999507e-3))
    for c in [8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1]:
        p = fma(p, r, f(c))
    return (fma(p * r, r, r) + f(1)) * np.exp2(k)


def sigmoid(x):
    return f(1) / (f(1) + exponential(-x))


def tanh(x):
    z = x * x
    p = fma(z, f(-5.70498872745e-3), f(2.06390887954e-2))
    for c in [-5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1]:
        p = fma(p, z, f(c))
    far = f(1) - f(2) / (f(1) + exponential(x + x))
    return np.where(z < f(0.625) * f(0.625), fma(p * z, x, x), far)


def sum_lanes(x):
    while len(x) > 1:
        x = x[:len(x) // 2] + x[len(x) // 2:]
    return x[0]


def in_lanes(x, fill=0):
    """Rows of sixteen, the last one filled up."""
    rows = -(-len(x) // LANES)
    padded = np.full(rows * LANES, fill, np.float32)
    padded[:len(x)] = x
    return padded.reshape(rows, LANES)


def dot(x, y):
    """Four sums of sixteen lanes take turns; those at the end go to the first, a rest to the second."""
    sums = [np.zeros(LANES, np.float32) for _ in range(4)]
    whole, fours = len(x) // LANES, len(x) // LANES // 4 * 4
    for n, (a, b) in enumerate(zip(in_lanes(x), in_lanes(y))):
        place = n % 4 if n < fours else 0 if n < whole else 1
        sums[place] = fma(a, b, sums[place])
    return sum_lanes((sums[0] + sums[1]) + (sums[2] + sums[3]))


def softmax(x):
    top, total = x.max(), np.zeros(LANES, np.float32)
    for row in in_lanes(x, -np.inf):
        total = total + exponential(row - top)
    return exponential(x - (top + f(np.log(np.float64(sum_lanes(total))))))


def weighted_sum(weights, rows):
    total = np.zeros(rows.shape[1], np.float32)
    for weight, row in zip(weights, rows):
        total = fma(weight, row, total)
    return total


def product(inputs, weight):
    """[N, K] times [K, M], one sum over K in its order; all of 32 bits, in numbers of 64."""
    total, inputs = np.zeros((len(inputs), weight.shape[1]), np.float32), inputs.astype(np.float64)
    for k, row in enumerate(weight):
        total = f(inputs[:, k:k + 1] * row + total)
    return total


def eight_bit_product(inputs, weight, scales):
    """[N, K] times the bytes [M, K] of a weight with a scale per row, to [N, M]."""
    largest = np.abs(inputs).max(axis=1, keepdims=True)
    inverse = np.where(largest > 0, f(127) / np.where(largest > 0, largest, f(1)), f(0))
    rounded = np.rint(inputs * inverse).astype(np.int32)
    sums = rounded @ weight.astype(np.int32).T
    return f(sums) * ((largest / f(127)) * scales)
