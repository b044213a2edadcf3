using System.Globalization;
using System.Text.Json;
using Rsg.Weights;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Fixtures;

/// <summary>
/// One recorded case, run in one precision. It is rebuilt from its metadata alone, and keeps account: a recorded result that
/// nothing was compared with is a failure.
/// </summary>
public sealed class Fixture : IDisposable
{
    // Float64 runs of two implementations differ by rounding only.
    private const double Float64Tolerance = 1e-9;

    private static readonly string[] ResultPrefixes = ["out.", "out64.", "grad.", "grad64.", "mid64."];

    private readonly SafetensorsFile file;
    private readonly HashSet<string> compared = new(StringComparer.Ordinal);

    public Fixture(string path, ScalarType precision)
    {
        file = SafetensorsFile.Open(path);
        Precision = precision;
    }

    public ScalarType Precision { get; }

    public string Kind => Text("kind");

    public string Text(string key) => file.Metadata.TryGetValue(key, out var value)
        ? value
        : throw new InvalidDataException($"The case has no metadata '{key}'.");

    public int Whole(string key) => int.Parse(Text(key), CultureInfo.InvariantCulture);

    public double Number(string key) => double.Parse(Text(key), CultureInfo.InvariantCulture);

    public bool Flag(string key, bool missing) => file.Metadata.ContainsKey(key) ? bool.Parse(Text(key)) : missing;

    public T Json<T>(string key) => JsonSerializer.Deserialize<T>(Text(key))!;

    public bool Has(string name) => file.Contains(name);

    public IEnumerable<string> Names(string prefix) =>
        file.Entries.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(entry => entry.Name);

    /// <summary>An input as recorded: floating-point ones in the precision of this run.</summary>
    public Tensor Input(string name)
    {
        var tensor = file.Read(name);
        return tensor.is_floating_point() ? tensor.to(Precision) : tensor;
    }

    public double[] Doubles(string name) => file.Read(name).data<double>().ToArray();

    public long[] Indices(string name) => file.Read(name).data<long>().ToArray();

    /// <summary>A recorded result, which counts as compared from now on.</summary>
    public Tensor Expected(string name)
    {
        compared.Add(name);
        return file.Read(name);
    }

    /// <summary>Compares with <c>PREFIX64.name</c> where it is recorded, else with <c>PREFIX.name</c>.</summary>
    /// <param name="actual">The own value.</param>
    /// <param name="prefix"><c>out</c> or <c>grad</c>.</param>
    /// <param name="name">The rest of the name.</param>
    /// <param name="tolerance">The metadata's tolerance kind.</param>
    public void Compare(Tensor actual, string prefix, string name, string tolerance)
    {
        var sharp = $"{prefix}64.{name}";
        var recorded = Has(sharp) ? sharp : $"{prefix}.{name}";
        Judge(actual, recorded, tolerance, isSharp: recorded == sharp);
        compared.Add($"{prefix}.{name}");
    }

    /// <summary>Compares with <c>mid64.name</c>.</summary>
    public void CompareIntermediate(Tensor actual, string name, string tolerance) => Judge(actual, "mid64." + name, tolerance, isSharp: true);

    /// <summary>Compares whole numbers, exactly.</summary>
    public void CompareIndices(IEnumerable<long> actual, string name)
    {
        compared.Add(name);
        Assert.Equal(Indices(name), actual);
    }

    public void AssertEverythingWasCompared()
    {
        var left = file.Entries.Select(entry => entry.Name)
            .Where(name => ResultPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && !compared.Contains(name));
        Assert.Empty(left);
    }

    public void Dispose() => file.Dispose();

    /// <summary>The recorded tolerance of a kind of tensor, which is that of a float32 run.</summary>
    public double Tolerance(string kind) => Number("tolerance." + kind);

    private void Judge(Tensor actual, string recorded, string tolerance, bool isSharp)
    {
        var allowed = Precision == ScalarType.Float64 && isSharp ? Float64Tolerance : Tolerance(tolerance);
        Judgement.Equal(actual, Expected(recorded), allowed, recorded);
    }
}
