namespace Rsg.Reporting.Drawing;

/// <summary>A drawing that becomes SVG in a page and PNG in a file.</summary>
/// <param name="width">In pixels.</param>
/// <param name="height">In pixels.</param>
/// <param name="description">What it shows, for who cannot see it.</param>
internal sealed class Picture(double width, double height, string description)
{
    private const double Margin = 18;
    private const double LegendLine = 18;

    private readonly List<Shape> shapes = [];

    public double Width => width;

    public double Height => height;

    public string Description => description;

    public IReadOnlyList<Shape> Shapes => shapes;

    public void Add(Shape shape) => shapes.Add(shape);

    /// <summary>Several pictures in rows, with a margin around each, below the names of what their colours stand for.</summary>
    public static Picture Grid(IReadOnlyList<Picture> pictures, int columns, IReadOnlyList<(string Name, Ink Ink)> legend)
    {
        columns = Math.Min(columns, pictures.Count);
        double width = pictures.Max(picture => picture.Width) + (2 * Margin);
        double height = pictures.Max(picture => picture.Height) + (2 * Margin);
        int rows = (pictures.Count + columns - 1) / columns;
        double top = legend.Count < 2 ? 0 : (legend.Count * LegendLine) + Margin;
        var grid = new Picture(width * columns, top + (height * rows), string.Join("; ", pictures.Select(picture => picture.Description)));
        for (int entry = 0; entry < legend.Count && top > 0; entry++)
        {
            double y = Margin + (entry * LegendLine);
            grid.Add(new LineShape(Margin, y, Margin + 22, y, legend[entry].Ink, 3));
            grid.Add(new TextShape(Margin + 30, y + 4, legend[entry].Name, Anchor.Start, Ink.Text, 12));
        }

        for (int place = 0; place < pictures.Count; place++)
        {
            foreach (Shape shape in pictures[place].Shapes)
            {
                grid.Add(shape.Moved((place % columns * width) + Margin, top + (place / columns * height) + Margin));
            }
        }

        return grid;
    }
}
