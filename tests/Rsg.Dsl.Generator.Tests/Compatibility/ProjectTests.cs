using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Compatibility;

/// <summary>Emitted code compiles without a warning in any project that a model may be declared in.</summary>
public sealed class ProjectTests
{
    private const string Body = """
        [Backbone(Backbones.ResNet8, Classes = 10)]
        [RsgInsert(Stage = 2)]
        [LdamLoss, Reweight(FromEpoch = 160)]
        public partial class Net { }

        """;

    private const string Model = "using Rsg;\nnamespace Demo;\n" + Body;

    /// <summary>The compiler's own advice against a name like <c>nn</c> is for who uses it.</summary>
    private const string LowerCase = "#pragma warning disable CS8981\n";

    private const string File = """
        model: Written
        namespace: Demo
        input: [3, 8, 8]
        classes: [one, two, three, four, five]
        network:
          stem: [conv: { out: 8, bias: false }, batchNorm, relu]
          stages:
            - - branches: { merge: add, paths: { far: [conv: 8, batchNorm, leakyRelu], near: [] } }
            - [conv: { out: 8, stride: 2 }, hardSwish]
        rsg: { stage: 1, cescWeight: 0.1 }
        loss: focal
        rebalance: { kind: resample }
        """;

    private static readonly Dictionary<string, GeneratorInput> Projects = new()
    {
        ["nullable off"] = Of(Model) with { Nullable = NullableContextOptions.Disable },
        ["nullable warnings only"] = Of(Model) with { Nullable = NullableContextOptions.Warnings },
        ["implicit usings"] = Of(Model) with { ImplicitUsings = true },
        ["another root namespace"] = Of(Model).WithGlobalOption("build_property.RootNamespace", "Other.Root"),
        ["checked arithmetic"] = Of(Model) with { CheckOverflow = true },
        ["the newest language"] = Of(Model) with { LanguageVersion = LanguageVersion.Latest },
        ["a language that is not out yet"] = Of(Model) with { LanguageVersion = LanguageVersion.Preview },
        ["own types of the names that are used, beside the model"] = Of(Model, LowerCase + "namespace Demo;\n" + OwnTypes()),
        ["own types of the names that are used, in the global namespace"] = Of(Model, LowerCase + OwnTypes()),
        ["own types of the names that are used, in the namespace above"] = Of("using Rsg;\nnamespace Demo.Vision;\n" + Body, LowerCase + "namespace Demo;\n" + OwnTypes()),
        ["own types of the names that are used, and a model in the global namespace"] = Of("using Rsg;\n" + Body, LowerCase + OwnTypes()),
        ["own namespaces of the names that are used"] = Of(Model, string.Concat(Names().Select(static name => $"namespace Demo.{name} {{ public class Own {{ }} }}\n"))),
        ["own namespaces of the names that are used, in the global namespace"] = Of(Model, string.Concat(Names().Select(static name => $"namespace {name} {{ public class Own {{ }} }}\n"))),
        ["an own namespace Rsg.Torch"] = Of(Model, "namespace Rsg.Torch { public class Tensor { } }"),
        ["a model in Rsg.Torch"] = Of("namespace Rsg.Torch;\n" + Body),
        ["a model in Demo.Rsg"] = Of("using Rsg;\nnamespace Demo.Rsg;\n" + Body),
        ["a model in Demo.TorchSharp"] = Of("using Rsg;\nnamespace Demo.TorchSharp;\n" + Body),
        ["a model in Demo.System"] = Of("using Rsg;\nnamespace Demo.System;\n" + Body),
        ["a model beside types Rsg, TorchSharp and System"] = Of(
            "using Rsg;\nnamespace Demo;\n" + Body, "namespace Demo { public class Rsg { } public class TorchSharp { } public class System { } }"),
        ["aliases of the whole project that say something else"] = Of(Model, LowerCase + string.Concat(Names().Select(static name => $"global using {name} = global::System.Text.StringBuilder;\n"))),
        ["aliases, and a model in the global namespace"] = Of("using Rsg;\n" + Body, "global using Tensor = System.String;\nglobal using Device = System.Int32;\n"),
        ["usings of the whole project"] = Of(
            Model, "global using static TorchSharp.torch;\nglobal using TorchSharp;\nglobal using TorchSharp.Modules;\nglobal using Rsg.Losses;\nglobal using Rsg.Layers;\nglobal using System.IO;\n"),
        ["two models of one name"] = Of(Model, "using Rsg;\nnamespace Other;\n" + Body, "using Rsg;\n" + Body),
        ["namespaces within each other"] = Of("using Rsg;\nnamespace Demo { namespace Vision { namespace Deep {\n" + Body + "} } }"),
        ["a model of the name of its namespace"] = Of("using Rsg;\nnamespace Net;\n" + Body),
        ["a model of the name of a namespace below"] = Of(Model, "namespace Demo.Other.Net { public class Inside { } }"),
        ["a keyword as name"] = Of(Model.Replace("class Net", "class @class", StringComparison.Ordinal)),
        ["a keyword as namespace"] = Of(Model.Replace("namespace Demo", "namespace Demo.@namespace.@int", StringComparison.Ordinal)),
        ["a word that is one only in places, as name"] = Of(Model.Replace("class Net", "class @record", StringComparison.Ordinal), Model.Replace("class Net", "class @async", StringComparison.Ordinal)),
        ["letters of other alphabets"] = Of(Model.Replace("class Net", "class \u6A21\u578B", StringComparison.Ordinal), Model.Replace("class Net", "class \u00D1and\u00FA", StringComparison.Ordinal)),
        ["a model of a name that is used"] = Of([.. Names().Where(static name => name is not ("Tensor" or "nn")).Select(static name => "using Rsg;\nnamespace Demo;\n" + Body.Replace("class Net", "class " + name, StringComparison.Ordinal))]),
    };

    public static TheoryData<string> ProjectNames => [.. Projects.Keys];

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void It_compiles_without_a_warning(string project)
        => GeneratorRun.Of<RsgGenerator>(Projects[project].WithAdditionalFile("m.rsg.yaml", File)).AssertNoDiagnostics().AssertCompilesCleanly();

    private static GeneratorInput Of(params string[] sources) => GeneratorInput.Of(sources);

    private static string[] Names() => ["Tensor", "Device", "Linear", "Math", "Sequential", "Form", "nn"];

    private static string OwnTypes() => string.Concat(((string[])[.. Names(), "Trainer", "Module", "Conv2d", "Array", "ClassCounts", "Action"]).Select(static name => $"public class {name} {{ }}\n"));
}
