using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Rsg.Testing.Generation;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>What is said about the project's reference to Rsg.Runtime: once, whatever the project declares.</summary>
public class RuntimeReferenceTests
{
    public static readonly IReadOnlyList<string> Ids = ["RSG9001", "RSG9002", "RSG9005"];

    private static readonly ImmutableHashSet<string> Dependents = [.. new[] { "Rsg.Runtime", "Rsg.Testing", "Rsg.Dsl.Generator.Tests" }];

    [Fact]
    public void A_project_without_the_runtime_is_told_so()
    {
        var project = GeneratorInput.Of("namespace Demo;\n\npublic class Unrelated;") with { ExcludedReferences = Dependents };

        var run = GeneratorRun.Of<RsgGenerator>(project);

        var diagnostic = Assert.Single(run.Everything());
        Assert.Equal("RSG9001", diagnostic.Id);
        Assert.Equal(Location.None, diagnostic.Location);
        Assert.Equal(
            "The project uses Rsg.Dsl.Generator without Rsg.Runtime, which has the attributes and everything that generated code runs on: "
                + "add a reference to Rsg.Runtime 0.1.0",
            diagnostic.GetMessage(null));
    }

    [Fact]
    public void A_runtime_that_is_too_old_is_one_error_and_leaves_the_uses_of_its_models_alone()
    {
        var run = GeneratorRun.Of<RsgGenerator>(WithOldRuntime(
            "using Rsg;\n\nnamespace Demo;\n\n[Backbone(\"resnet8\", Classes = 2)]\npublic partial class M;\n\n[Backbone(\"resnet8\", Classes = 3)]\npublic partial class N;\n",
            "namespace Demo;\n\npublic static class Use\n{\n    public static void Run(M.Trainer trainer, N other) => trainer.Fit(other.GetHashCode());\n}\n"));

        Assert.True(run.Everything().Count == 1, run.Print());
        var diagnostic = run.Everything()[0];
        Assert.Equal("RSG9002", diagnostic.Id);
        Assert.Equal(Location.None, diagnostic.Location);
        Assert.Equal(
            "Rsg.Runtime is version 0.0.9, but the generator is version 0.1.0 and writes code for that one: update Rsg.Runtime to 0.1.0",
            diagnostic.GetMessage(null));
    }

    [Fact]
    public void A_runtime_that_is_too_old_for_models_is_good_enough_where_there_are_none()
        => Assert.Empty(GeneratorRun.Of<RsgGenerator>(WithOldRuntime("namespace Demo;\n\npublic class Unrelated;")).Ids());

    [Theory]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    public void A_language_that_is_too_old_is_one_error_and_leaves_the_uses_of_its_models_alone(LanguageVersion language, string name)
    {
        var run = GeneratorRun.Of<RsgGenerator>(GeneratorInput.Of(
            "using Rsg;\n\nnamespace Demo;\n\n[Backbone(\"resnet8\", Classes = 2)]\npublic partial class M { }\n",
            "namespace Demo;\n\npublic static class Use\n{\n    public static void Run(M.Trainer trainer) => trainer.Fit();\n}\n") with { LanguageVersion = language });

        Assert.True(run.Everything().Count == 1, run.Print());
        Assert.Equal("RSG9005", run.Everything()[0].Id);
        Assert.StartsWith($"The project is written in C# {name}, and generated code needs C# 12", run.Everything()[0].GetMessage(null), StringComparison.Ordinal);
    }

    private static GeneratorInput WithOldRuntime(params string[] sources)
    {
        var old = CSharpCompilation.Create(
            "Rsg.Runtime",
            [CSharpSyntaxTree.ParseText(OldRuntime)],
            [.. GeneratorRun.Of<RsgGenerator>("").InputCompilation.References.Where(static reference => !IsDependent(reference))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.Empty(old.Emit(image).Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return GeneratorInput.Of(sources) with
        {
            ExcludedReferences = Dependents,
            ExtraReferences = [MetadataReference.CreateFromImage(image.ToArray())],
        };
    }

    private static bool IsDependent(MetadataReference reference) => Dependents.Contains(Path.GetFileNameWithoutExtension(reference.Display!));

    private const string OldRuntime = """
        using System;

        [assembly: System.Reflection.AssemblyVersion("0.0.9.0")]

        namespace Rsg
        {
            public sealed class BackboneAttribute(string name) : Attribute
            {
                public string Name => name;
                public int Classes { get; set; }
            }
        }

        namespace Rsg.Data { public interface IImageDataset; public class ImagePreparation; public class BatchLabels; }
        namespace Rsg.Evaluation { public class EvaluationResult; }
        namespace Rsg.Generation { public class RareSampleGenerator; }
        namespace Rsg.Inference { public class Predictor<TLabel>; }
        namespace Rsg.Onnx { public class OnnxOptions; }
        namespace Rsg.Summaries { public class ModelSummary; }
        namespace Rsg.Training
        {
            public interface ITrainer : IDisposable
            {
                TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> Network { get; }
                TrainingSetup Setup { get; }
                TrainingState State { get; }
            }
            public interface ITrainingObserver;
            public class EpochReport;
            public class ResolvedDeclaration;
            public class StepLosses;
            public class TrainingSetup;
            public class TrainingState;
        }
        """;
}
