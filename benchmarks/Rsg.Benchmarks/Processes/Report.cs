using System.Globalization;

namespace Rsg.Benchmarks.Processes;

/// <summary>How a child process tells its parent what it found: lines of its standard output.</summary>
internal static class Report
{
    /// <summary>The line that ends the work.</summary>
    public const string DoneLine = "done";

    /// <summary>The start of a line that asks the parent to note the memory that the child holds now.</summary>
    public const string MomentStart = "moment ";

    /// <summary>Gives one number a name. Where a name comes again, the last number counts.</summary>
    public static void Figure(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}={value:R}"));

    /// <summary>Asks for the memory held at this moment; waits until it was read.</summary>
    /// <param name="position">Where the child is, for instance the number of a step.</param>
    public static void Moment(long position) => Ask(string.Create(CultureInfo.InvariantCulture, $"{MomentStart}{position}"));

    internal static void Done() => Ask(DoneLine);

    private static void Ask(string line)
    {
        Console.WriteLine(line);
        Console.Out.Flush();
        Console.In.ReadLine();
    }
}
