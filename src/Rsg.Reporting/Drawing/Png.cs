using SkiaSharp;

namespace Rsg.Reporting.Drawing;

/// <summary>Draws a picture into the pixels of a PNG, in its light colours, two pixels for each.</summary>
internal static class Png
{
    private const float Scale = 2;

    private static readonly string[] PreferredFonts = ["Inter", "Segoe UI", "Helvetica Neue", "Helvetica", "Arial", "Liberation Sans", "Noto Sans", "DejaVu Sans"];

    public static byte[] Of(Picture picture)
    {
        using var bitmap = new SKBitmap((int)Math.Ceiling(picture.Width * Scale), (int)Math.Ceiling(picture.Height * Scale));
        using var canvas = new SKCanvas(bitmap);
        using SKTypeface regular = Font(SKFontStyleWeight.Normal);
        using SKTypeface strong = Font(SKFontStyleWeight.SemiBold);
        canvas.Clear(SKColors.White);
        canvas.Scale(Scale);
        foreach (Shape shape in picture.Shapes)
        {
            Draw(canvas, shape, regular, strong);
        }

        canvas.Flush();
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void Draw(SKCanvas canvas, Shape shape, SKTypeface regular, SKTypeface strong)
    {
        using var paint = new SKPaint { IsAntialias = true };
        switch (shape)
        {
            case LineShape line:
                SetStroke(paint, line.Ink, line.Width, line.IsDashed);
                canvas.DrawLine((float)line.X1, (float)line.Y1, (float)line.X2, (float)line.Y2, paint);
                break;
            case PathShape path:
                SetStroke(paint, path.Ink, path.Width, path.IsDashed);
                using (var way = new SKPath())
                {
                    way.AddPoly([.. path.Points.Select(point => new SKPoint((float)point.X, (float)point.Y))], close: false);
                    canvas.DrawPath(way, paint);
                }

                break;
            case BoxShape box:
                paint.Color = Color(box.Ink).WithAlpha((byte)Math.Round(255 * box.Opacity));
                canvas.DrawRect((float)box.X, (float)box.Y, (float)box.Width, (float)box.Height, paint);
                break;
            case DotShape dot:
                paint.Color = Color(dot.Ink);
                canvas.DrawCircle((float)dot.X, (float)dot.Y, (float)dot.Radius, paint);
                break;
            case TextShape text:
                paint.Color = Color(text.Ink);
                paint.Typeface = text.IsStrong ? strong : regular;
                paint.TextSize = (float)text.Size;
                paint.TextAlign = text.Anchor switch { Anchor.Start => SKTextAlign.Left, Anchor.Middle => SKTextAlign.Center, _ => SKTextAlign.Right };
                canvas.Save();
                canvas.RotateDegrees((float)text.Angle, (float)text.X, (float)text.Y);
                canvas.DrawText(Pages.Html.Clean(text.Text), (float)text.X, (float)text.Y, paint);
                canvas.Restore();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(shape), shape, "There is no such shape.");
        }
    }

    private static void SetStroke(SKPaint paint, Ink ink, double width, bool isDashed)
    {
        paint.Style = SKPaintStyle.Stroke;
        paint.Color = Color(ink);
        paint.StrokeWidth = (float)width;
        paint.StrokeJoin = SKStrokeJoin.Round;
        paint.PathEffect = isDashed ? SKPathEffect.CreateDash([5, 4], 0) : null;
    }

    private static SKColor Color(Ink ink) => SKColor.Parse(ink.Light);

    // Without fontconfig no family stands for "sans-serif".
    private static SKTypeface Font(SKFontStyleWeight weight)
    {
        string[] families = SKFontManager.Default.GetFontFamilies();
        return SKTypeface.FromFamilyName(PreferredFonts.FirstOrDefault(families.Contains), weight, SKFontStyleWidth.Normal, SKFontStyleSlant.Upright);
    }
}
