using System.Text.Json;
using Rsg.Layers;
using Rsg.Parity.Tests.Fixtures;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests;

/// <summary>
/// Every recorded case and table of the folder, against the numbers of the authors' code and of an independent implementation
/// of the paper's equations.
/// </summary>
[Trait("Category", "Parity")]
public sealed class RecordedCases
{
    private const string Table = "table";

    /// <summary>Networks of tens of millions of parameters, whose cases take seconds each.</summary>
    private static readonly string[] Large = ["backbone_resnet50_", "backbone_resnet152_", "backbone_resnext", "backbones.json"];

    /// <summary>Every case in both precisions (float64 is the sharper test), every table once.</summary>
    public static TheoryData<string, string> Files => Rows(isLarge: false);

    /// <summary>Those of large networks.</summary>
    public static TheoryData<string, string> LargeFiles => Rows(isLarge: true);

    [Fact]
    public void TheFolderIsNotEmpty() =>
        Assert.True(Files.Count > 0, $"There is no recorded case in '{CasesFolder.Path}'.");

    [Theory]
    [MemberData(nameof(Files))]
    public void FileIsReproduced(string file, string run) => Reproduce(file, run);

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(LargeFiles))]
    public void FileOfALargeNetworkIsReproduced(string file, string run) => Reproduce(file, run);

    private static TheoryData<string, string> Rows(bool isLarge)
    {
        var rows = new TheoryData<string, string>();
        foreach (var file in CasesFolder.Files("*.safetensors").Where(IsWanted))
        {
            rows.Add(file, nameof(ScalarType.Float32));
            rows.Add(file, nameof(ScalarType.Float64));
        }

        foreach (var file in CasesFolder.Files("*.json").Where(IsWanted))
        {
            rows.Add(file, Table);
        }

        return rows;

        bool IsWanted(string file) => isLarge == Large.Any(start => file.StartsWith(start, StringComparison.Ordinal));
    }

    private static void Reproduce(string file, string run)
    {
        if (run == Table)
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(CasesFolder.Locate(file)));
            TableRunners.Run(document.RootElement);
            return;
        }

        using var scope = NewDisposeScope();
        using var fixture = new Fixture(CasesFolder.Locate(file), Enum.Parse<ScalarType>(run));

        // The tolerances of float32 are the rounding of the recorded layout, channels first; float64 is compared in the layout that is used.
        var enabled = ChannelsLast.Enabled;
        ChannelsLast.Enabled = fixture.Precision != ScalarType.Float32;
        try
        {
            CaseRunners.Run(fixture);
        }
        finally
        {
            ChannelsLast.Enabled = enabled;
        }
    }
}
