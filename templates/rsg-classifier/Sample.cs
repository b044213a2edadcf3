using SkiaSharp;

/// <summary>Unequal classes of drawn shapes, to try the program with. Delete this file when there are images.</summary>
internal static class Sample
{
    public static void Draw(string folder)
    {
        var random = new Random(1);
        foreach (var (name, corners, count) in new[] { ("circle", 40, 120), ("square", 4, 60), ("triangle", 3, 30) })
        {
            string target = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            for (int i = 0; i < count; i++)
            {
                using var bitmap = new SKBitmap(32, 32);
                using var canvas = new SKCanvas(bitmap);
                canvas.Clear(new SKColor((byte)random.Next(80), (byte)random.Next(80), (byte)random.Next(80)));
                using var path = new SKPath();
                path.AddPoly([.. Enumerable.Range(0, corners).Select(corner => Corner(corner * MathF.Tau / corners))]);
                canvas.Translate(12 + random.Next(8), 12 + random.Next(8));
                canvas.RotateDegrees(random.Next(360));
                using var paint = new SKPaint { Color = new SKColor((byte)random.Next(150, 256), (byte)random.Next(150, 256), (byte)random.Next(150, 256)) };
                canvas.DrawPath(path, paint);
                using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
                File.WriteAllBytes(Path.Combine(target, $"{i:D3}.png"), png.ToArray());
            }
        }
    }

    private static SKPoint Corner(float angle) => new(9 * MathF.Cos(angle), 9 * MathF.Sin(angle));
}
