using Rsg.Evaluation;
using SkiaSharp;

namespace Rsg.Watching;

/// <summary>
/// A confusion matrix as a square image: a row a true class, a column a predicted one, both from the class with most training samples to the one
/// with fewest. A cell is the stronger, the larger its share of the row is; by the square root, so that a few mistakes are still seen.
/// </summary>
internal static class ConfusionImage
{
    private const int SmallestSide = 512;

    /// <summary>Of more classes than this, neighbours share a cell.</summary>
    public const int LargestSide = 1024;

    private static readonly SKColor Ink = new(0x1f, 0x5f, 0xbf);

    /// <summary>Draws.</summary>
    /// <param name="result">The evaluation.</param>
    /// <param name="background">What lies behind; transparent for a page to show through.</param>
    /// <param name="side">Width and height, in pixels.</param>
    /// <param name="largestSide">The most pixels of a side; at least 1.</param>
    /// <returns>The image as PNG.</returns>
    public static byte[] Png(EvaluationResult result, SKColor background, out int side, int largestSide = LargestSide)
    {
        int classes = result.Confusion.Classes;
        int classesPerCell = (classes + largestSide - 1) / largestSide; // more classes than pixels share them
        int cells = (classes + classesPerCell - 1) / classesPerCell;
        int scale = Math.Max(1, SmallestSide / cells);
        side = cells * scale;

        using var bitmap = new SKBitmap(side, side);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint();
        canvas.Clear(background);
        foreach (((int row, int column), double share) in Shares(result, classesPerCell))
        {
            paint.Color = Ink.WithAlpha((byte)Math.Round(255 * Math.Sqrt(share)));
            canvas.DrawRect(column * scale, row * scale, scale, scale, paint);
        }

        canvas.Flush();
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The labels in the order of rows and columns.</summary>
    public static int[] Order(EvaluationResult result) =>
        [.. result.PerClass.OrderByDescending(entry => entry.TrainingSamples).Select(entry => entry.Label)];

    private static Dictionary<(int Row, int Column), double> Shares(EvaluationResult result, int classesPerCell)
    {
        int[] order = Order(result);
        var places = new int[order.Length];
        for (int place = 0; place < order.Length; place++)
        {
            places[order[place]] = place / classesPerCell;
        }

        var counts = new Dictionary<(int Row, int Column), double>();
        var rows = new double[order.Length];
        foreach (ConfusionCell cell in result.Confusion.Cells)
        {
            (int row, int column) = (places[cell.Label], places[cell.Prediction]);
            counts[(row, column)] = counts.GetValueOrDefault((row, column)) + cell.Samples;
            rows[row] += cell.Samples;
        }

        return counts.ToDictionary(cell => cell.Key, cell => cell.Value / rows[cell.Key.Row]);
    }
}
