using System.Globalization;

namespace Rsg.Benchmarks.Processes;

/// <summary>How a child process tells its parent what it found: lines of its standard output.</summary>
internal static class Report
{
    /// <summary>The line that ends the work.</summary>
    public const string DoneLine = "done";

    /// <summary>The start of a line that asks the parent to note the memory that the child holds now.</summary>
    public const string MomentStart = "moment ";

    private const string FigureStart = "figure ";

    /// <summary>Gives one number a name. Where a name comes again, the last number counts.</summary>
    public static void Figure(string name, double value) => Console.WriteLine(FigureLine(name, value));

    /// <summary>Asks for the memory held at this moment; waits until it was read.</summary>
    /// <param name="position">Where the child is, for instance the number of a step.</param>
    public static void Moment(long position) => Ask(string.Create(CultureInfo.InvariantCulture, $"{MomentStart}{position}"));

    internal static void Done() => Ask(DoneLine);

    /// <summary>The line that carries a figure.</summary>
    internal static string FigureLine(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"{FigureStart}{name}={value:R}");

    /// <summary>Reads a line back; false for a line that some library wrote.</summary>
    internal static bool TryReadFigure(string line, out string name, out double value)
    {
        int equals = line.LastIndexOf('=');
        bool isFigure = line.StartsWith(FigureStart, StringComparison.Ordinal) && equals >= 0;
        name = isFigure ? line[FigureStart.Length..equals] : "";
        value = 0;
        return isFigure && double.TryParse(line.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static void Ask(string line)
    {
        Console.WriteLine(line);
        Console.Out.Flush();
        Console.In.ReadLine();
    }
}
