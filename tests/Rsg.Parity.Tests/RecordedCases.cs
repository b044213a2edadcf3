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
    public static TheoryData<string, ScalarType> Cases
    {
        get
        {
            var rows = new TheoryData<string, ScalarType>();
            foreach (var file in CasesFolder.Files("*.safetensors"))
            {
                rows.Add(file, ScalarType.Float32);
                rows.Add(file, ScalarType.Float64);
            }

            return rows;
        }
    }

    public static TheoryData<string> Tables => [.. CasesFolder.Files("*.json")];

    [Fact]
    public void TheFolderHoldsCases() => Assert.NotEmpty(CasesFolder.Files("*.safetensors"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void CaseIsReproduced(string file, ScalarType precision)
    {
        using var scope = NewDisposeScope();
        using var fixture = new Fixture(CasesFolder.Locate(file), precision);
        CaseRunners.Run(fixture);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void TableIsReproduced(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(CasesFolder.Locate(file)));
        TableRunners.Run(document.RootElement);
    }
}
