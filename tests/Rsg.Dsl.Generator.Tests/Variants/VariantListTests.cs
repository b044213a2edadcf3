using System.Runtime.CompilerServices;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Variants;

/// <summary>The emitted list of the variants of a file, as a person reads it in review.</summary>
public class VariantListTests
{
    [Fact]
    public void Two_axes_and_seeds() => Verify("""
        model: Table5
        namespace: PaperTables
        backbone: resnet8
        loss: ldam
        matrix:
          cut:
            First: { rsg: { stage: 1, cescWeight: 0.03 } }
            Second: { rsg: { stage: 2 } }
          classes:
            Cifar10: { classes: 10 }
            Cifar100: { classes: 100 }
          seed: [0, 1, 2]
          exclude: [{ cut: Second, classes: Cifar100 }]
        """);

    [Fact]
    public void Seeds_alone() => Verify("""
        model: Repeated
        backbone: resnet8
        classes: 10
        matrix: { seed: [3, 5] }
        """);

    private static void Verify(string yaml, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("internal class Other;").WithAdditionalFile("m.rsg.yaml", yaml));
        run.AssertNoDiagnostics().AssertCompilesCleanly();
        var list = run.GeneratedSources.Single(static source => source.HintName.EndsWith(".Variants.g.cs", StringComparison.Ordinal));
        WrittenFile.Verify(Path.Combine(Path.GetDirectoryName(file)!, "_snapshots", $"{nameof(VariantListTests)}.{method}.verified.cs"), list.SourceText.ToString());
    }
}
