using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Rsg.Dsl.Generator.Tests.Diagnostics;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Declarations;

/// <summary>Where a model class may stand and what may be around it: what is generated for it compiles without a warning.</summary>
public class ClassTests
{
    private const string Attributes = """
        [global::Rsg.Backbone("resnet8", Classes = 10)]
        [global::Rsg.RsgInsert(Stage = 2, MvTerms = global::Rsg.MvTerms.Direction, AddTo = global::Rsg.AddTo.RareCenters)]
        [global::Rsg.LdamLoss, global::Rsg.Reweight(FromEpoch = 4)]
        [global::Rsg.Train(Epochs = 5, WarmupEpochs = 1)]
        """;

    [Theory]
    [InlineData("a file-scoped namespace", "namespace Demo.Models;\n\n@\npublic partial class M;")]
    [InlineData("the global namespace", "@\npublic partial class M;")]
    [InlineData("the name of its namespace", "namespace M;\n\n@\npublic partial class M;")]
    [InlineData("an internal class", "namespace Demo;\n\n@\ninternal partial class M;")]
    [InlineData("a sealed class", "namespace Demo;\n\n@\npublic sealed partial class M;")]
    [InlineData("an abstract class", "namespace Demo;\n\n@\npublic abstract partial class M;\n\npublic class N : M;")]
    [InlineData("an interface", "namespace Demo;\n\n@\npublic partial class M : System.IFormattable { public string ToString(string? format, System.IFormatProvider? provider) => \"M\"; }")]
    [InlineData("a keyword", "namespace Demo;\n\n@\npublic partial class @class;")]
    [InlineData("a contextual keyword", "namespace Demo;\n\n@\npublic partial class @record;\n\n@\npublic partial class @field;")]
    [InlineData("keywords in its namespace", "namespace @public.@event.Models;\n\n@\npublic partial class M;")]
    [InlineData("letters of another alphabet", "namespace Città.モデル;\n\n@\npublic partial class Größe;")]
    [InlineData("a letter and its accent as two characters", "namespace Demo;\n\n@\npublic partial class Cafe\u0301;")]
    [InlineData("a connecting character", "namespace Demo;\n\n@\npublic partial class A\u203FB;\n\n@\npublic partial class A_B;")]
    [InlineData("names that differ in case", "namespace Demo\n{\n@\npublic partial class Net;\n\n@\npublic partial class NET;\n}\nnamespace demo\n{\n@\npublic partial class Net;\n}")]
    [InlineData("the name of the start-up file", "namespace Rsg\n{\n@\npublic partial class Startup;\n}")]
    [InlineData("two models with one name", "namespace One\n{\n@\npublic partial class M;\n}\nnamespace Two\n{\n@\npublic partial class M;\n}")]
    [InlineData("a namespace of ours", "namespace Rsg.Torch;\n\n@\npublic partial class M;")]
    [InlineData("a namespace with types that emitted code names", "namespace Rsg.Losses;\n\n@\npublic partial class M;")]
    [InlineData("a namespace of TorchSharp", "namespace TorchSharp.X;\n\n@\npublic partial class M;")]
    [InlineData("the namespace of TorchSharp's modules", "namespace TorchSharp.Modules;\n\n@\npublic partial class M;")]
    [InlineData("a namespace named like a type", "namespace Tensor;\n\n@\npublic partial class M;")]
    [InlineData("namespaces of its own that hide others", "namespace My.System { public class Console; }\nnamespace My.TorchSharp { public class Tensor; }\nnamespace My.Rsg { public class Form; }\nnamespace My\n{\n@\npublic partial class M;\n}")]
    public void A_model_may_have(string what, string source)
    {
        Assert.NotEmpty(what);

        GeneratorRun.Of<RsgGenerator>(source.Replace("@\n", Attributes + "\n", StringComparison.Ordinal)).AssertNoDiagnostics().AssertCompilesCleanly();
    }

    [Theory]
    [InlineData("class Tensor")]
    [InlineData("class nn")]
    [InlineData("class torch")]
    [InlineData("class Conv2d")]
    [InlineData("class Trainer")]
    [InlineData("class BasicBlock")]
    [InlineData("class LdamLoss")]
    [InlineData("class FusedSgd")]
    [InlineData("class ClassCounts")]
    [InlineData("class MvTerms")]
    [InlineData("enum Form { Paper }")]
    [InlineData("struct StepLosses")]
    [InlineData("interface IDisposable")]
    [InlineData("class NotSupportedException")]
    public void A_type_of_the_users_own_may_stand_beside_a_model(string type)
    {
        var end = type.EndsWith('}') ? "" : " { }";
        foreach (var modifiers in (string[])["public", "public partial"])
        {
            var isWrong = modifiers == "public" ? "" : "2";
            var attributes = Attributes.Replace("Stage = 2", "Stage = 2" + isWrong, StringComparison.Ordinal);
            var run = GeneratorRun.Of<RsgGenerator>($"namespace Demo\n{{\n#pragma warning disable CS8981\npublic {type}{end}\n{attributes}\npublic partial class M;\n}}\n");

            // The surface of a wrong declaration has to live with the same neighbours.
            Assert.Equal(isWrong.Length == 0 ? [] : ["RSG3001"], run.Ids());
        }
    }

    [Fact]
    public void Every_name_that_emitted_code_uses_may_be_a_type_of_the_users_own_or_the_model_itself()
    {
        foreach (var name in Rsg.Dsl.Naming.TypeNames.ShortNames)
        {
            var run = GeneratorRun.Of<RsgGenerator>(
                $"#pragma warning disable CS8981\nnamespace Beside\n{{\npublic class {name};\n{Attributes}\npublic partial class M;\n}}\nnamespace Itself\n{{\n{Attributes}\npublic partial class {name};\n}}\n"
                + $"namespace Inside\n{{\n{Attributes}\npublic partial class M {{ public class {name}; }}\n}}\n");
            run.AssertNoDiagnostics().AssertCompilesCleanly();
        }
    }

    [Fact]
    public void Types_of_a_referenced_assembly_may_stand_in_the_models_namespace()
    {
        var library = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of("namespace Demo { public class Tensor; public class SGD; public class LdamLoss; }") with { AssemblyName = "Library" });
        var reference = library.OutputCompilation.ToMetadataReference();

        GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of($"namespace Demo;\n\n{Attributes}\npublic partial class M;\n") with { ExtraReferences = [reference] })
            .AssertNoDiagnostics().AssertCompilesCleanly();
    }

    [Theory]
    [InlineData("namespace Demo;\n")]
    [InlineData("")]
    public void Global_usings_of_the_project_change_nothing(string space)
        => GeneratorRun.Of<RsgGenerator>(
            "global using Tensor = System.Numerics.Vector3;\nglobal using Device = System.String;\nglobal using LdamLoss = System.Object;\n"
                + "global using static TorchSharp.torch.nn;\nglobal using Other;\n",
            "namespace Other { public class SGD; public class Conv2d; public class ClassCounts; public class Evaluator; }\n",
            $"{space}{Attributes}\npublic partial class M;\n").AssertNoDiagnostics().AssertCompilesCleanly();

    [Theory]
    [InlineData(NullableContextOptions.Disable, false)]
    [InlineData(NullableContextOptions.Enable, true)]
    public void The_project_may_be_of_any_kind(NullableContextOptions nullable, bool implicitUsings)
        => GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of($"namespace Demo;\n\n{Attributes}\npublic partial class M;\n", ModelUse.Source) with
        {
            Nullable = nullable,
            ImplicitUsings = implicitUsings,
            LanguageVersion = LanguageVersion.CSharp12,
        }).AssertNoDiagnostics().AssertCompilesCleanly();

    [Fact]
    public void Attributes_may_be_spread_over_the_parts_of_a_class()
    {
        var run = GeneratorRun.Of<RsgGenerator>(
            "namespace Demo;\n\n[Rsg.LdamLoss]\npublic partial class M;\n\n[Rsg.Train(Epochs = 7)]\npublic partial class M;\n",
            "using Network = Rsg.BackboneAttribute;\n\nnamespace Demo;\n\n[Network(\"resnet8\", Classes = 10)]\npartial class M;\n",
            "namespace Demo;\n\n[Rsg.RsgInsert(Stage = 2)]\npartial class M;\n",
            ModelUse.Source);

        run.AssertNoDiagnostics().AssertCompilesCleanly();
        Assert.Equal(["Demo.M.Declaration.g.cs", "Demo.M.Onnx.g.cs", "Demo.M.Summary.g.cs", "Demo.M.Trainer.g.cs", "Demo.M.g.cs", "Rsg.Startup.g.cs"], run.GeneratedSources.Select(static source => source.HintName));
        Assert.Contains("Epochs = 7;", run.GeneratedText("Demo.M.Trainer.g.cs"), StringComparison.Ordinal);
        Assert.Contains("LdamLoss(", run.GeneratedText("Demo.M.Trainer.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_may_have_no_name_of_a_generated_member()
    {
        var model = GeneratorRun.Of<RsgGenerator>($"namespace Demo;\n\n{Attributes}\npublic partial class M;\n").OutputCompilation.GetTypeByMetadataName("Demo.M")!;
        var names = model.GetMembers().Where(static member => member.CanBeReferencedByName && !member.IsImplicitlyDeclared).Select(static member => member.Name).Distinct().ToList();
        Assert.Contains("BasicBlock", names);

        var run = GeneratorRun.Of<RsgGenerator>(
            "#pragma warning disable CS8981\nnamespace Demo;\n\n" + string.Concat(names.Select(static name => $"{Attributes}\npublic partial class {name};\n")));

        Assert.True(run.Ids().SequenceEqual(Enumerable.Repeat("RSG0010", names.Count)), run.Print());
    }

    [Fact]
    public void A_model_may_have_any_other_name_that_emitted_code_uses()
    {
        var trainer = GeneratorRun.Of<RsgGenerator>($"namespace Demo;\n\n{Attributes}\npublic partial class M;\n").OutputCompilation.GetTypeByMetadataName("Demo.M+Trainer")!;
        string[] locals = ["x", "scope", "images", "features", "input", "block", "i", "batch", "logits", "total", "group", "epoch", "System", "Rsg", "TorchSharp"];
        var names = trainer.GetMembers().Where(static member => member.CanBeReferencedByName && !member.IsImplicitlyDeclared).Select(static member => member.Name).Concat(locals).Distinct();

        GeneratorRun.Of<RsgGenerator>(
            "#pragma warning disable CS8981\nnamespace Demo;\n\n" + string.Concat(names.Select(static name => $"{Attributes}\npublic partial class {name};\n")))
            .AssertNoDiagnostics().AssertCompilesCleanly();
    }

    [Fact]
    public void A_project_may_add_to_a_model_and_to_its_trainer()
        => GeneratorRun.Of<RsgGenerator>("""
            using Rsg;
            using TorchSharp;

            namespace Demo;

            [Backbone("resnet8", Classes = 10)]
            public partial class M
            {
                public M(string path)
                    : this() => LoadWeights(path);

                public int Predict(float[] pixels) => (int)Predict(torch.tensor(pixels)).item<long>();

                public partial class Trainer
                {
                    public bool IsAtTheEnd => Epoch >= Epochs;

                    public void Fit(int untilEpoch, int pause, int rest) => Fit(untilEpoch + pause + rest);
                }
            }
            """).AssertNoDiagnostics().AssertCompilesCleanly();
}
