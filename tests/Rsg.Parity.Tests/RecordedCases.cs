using System.Text.Json;
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

    /// <summary>Every case in both precisions (float64 is the sharper test), every table once.</summary>
    public static TheoryData<string, string> Files
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var file in CasesFolder.Files("*.safetensors"))
            {
                rows.Add(file, nameof(ScalarType.Float32));
                rows.Add(file, nameof(ScalarType.Float64));
            }

            foreach (var file in CasesFolder.Files("*.json"))
            {
                rows.Add(file, Table);
            }

            return rows;
        }
    }

    [Fact]
    public void TheFolderIsNotEmpty() =>
        Assert.True(Files.Count > 0, $"There is no recorded case in '{CasesFolder.Path}'.");

    [Theory]
    [MemberData(nameof(Files))]
    public void FileIsReproduced(string file, string run)
    {
        if (run == Table)
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(CasesFolder.Locate(file)));
            TableRunners.Run(document.RootElement);
            return;
        }

        using var scope = NewDisposeScope();
        using var fixture = new Fixture(CasesFolder.Locate(file), Enum.Parse<ScalarType>(run));
        CaseRunners.Run(fixture);
    }
}
