namespace Rsg.Reporting.Drawing;

/// <summary>A part of a drawing; coordinates are in pixels from the upper left.</summary>
internal abstract record Shape
{
    /// <summary>The same, somewhere else.</summary>
    public abstract Shape Moved(double x, double y);
}

internal sealed record LineShape(double X1, double Y1, double X2, double Y2, Ink Ink, double Width = 1, bool IsDashed = false) : Shape
{
    public override Shape Moved(double x, double y) => this with { X1 = X1 + x, X2 = X2 + x, Y1 = Y1 + y, Y2 = Y2 + y };
}

internal sealed record PathShape(IReadOnlyList<(double X, double Y)> Points, Ink Ink, double Width = 2, bool IsDashed = false) : Shape
{
    public override Shape Moved(double x, double y) => this with { Points = [.. Points.Select(point => (point.X + x, point.Y + y))] };
}

internal sealed record BoxShape(double X, double Y, double Width, double Height, Ink Ink, double Opacity = 1, string? Tip = null) : Shape
{
    public override Shape Moved(double x, double y) => this with { X = X + x, Y = Y + y };
}

internal sealed record DotShape(double X, double Y, double Radius, Ink Ink, string? Tip = null) : Shape
{
    public override Shape Moved(double x, double y) => this with { X = X + x, Y = Y + y };
}

internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <param name="X">Where it is anchored.</param>
/// <param name="Y">Its baseline.</param>
/// <param name="Text">What it says.</param>
/// <param name="Anchor">Which of its points lies at <paramref name="X"/>.</param>
/// <param name="Ink">Its colour.</param>
/// <param name="Size">In pixels.</param>
/// <param name="IsStrong">Whether it is bold.</param>
/// <param name="Angle">By which it is turned around its anchor, clockwise, in degrees.</param>
internal sealed record TextShape(double X, double Y, string Text, Anchor Anchor, Ink Ink, double Size = 12, bool IsStrong = false, double Angle = 0) : Shape
{
    public override Shape Moved(double x, double y) => this with { X = X + x, Y = Y + y };
}
