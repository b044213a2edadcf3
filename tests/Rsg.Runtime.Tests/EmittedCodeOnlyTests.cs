using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Rsg.Runtime.Tests;

/// <summary>What is public only because emitted code is part of the user's project: editors do not offer it, and no page tells a user of it.</summary>
public sealed class EmittedCodeOnlyTests
{
    private static readonly Type[] Public = typeof(Rsg.Data.ImageFiles).Assembly.GetExportedTypes();

    // For who changes the generator or the runtime, not for who uses them.
    private static readonly string[] PagesOfTheProject = ["architecture.md", "decisions.md"];

    [Fact]
    public void Editors_do_not_offer_it() => Assert.Equal(
        [
            "ChannelsLast",
            "DatasetShape",
            "FoldableBatchNorm",
            "FoldedNetwork",
            "ITrainer.Setup",
            "ITrainer.State",
            "LayerSummary..ctor",
            "MeasuredNetwork..ctor",
            "ModelSummary..ctor",
            "ModelVariant`1",
            "ModuleScope",
            "OnnxDescription",
            "OnnxFile",
            "ResolvedDeclaration..ctor",
            "StepLosses.Of",
            "StepLosses.Of",
            "TorchLibraries.Require",
            "TrainerFactory`1",
            "TrainingProgress",
            "TrainingSetup",
            "TrainingState",
        ],
        HiddenTypes.Select(type => type.Name)
            .Concat(Public.SelectMany(type => type.GetMembers().Where(member => member.DeclaringType == type && IsHidden(member)).Select(member => $"{type.Name}.{member.Name}")))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void No_page_and_no_example_names_it()
    {
        var names = new Regex($@"\b({string.Join('|', HiddenTypes.Where(type => !type.IsGenericType).Select(type => type.Name))}|TorchLibraries\.Require|StepLosses\.Of)\b");
        var read = PagesAndExamples().ToList();

        Assert.True(read.Count > 50, $"Only {read.Count} files were found under {Repository.Root}.");
        Assert.Empty(read.SelectMany(file => names.Matches(File.ReadAllText(file)).Select(match => $"{Path.GetRelativePath(Repository.Root, file)} names {match.Value}")));
    }

    private static IEnumerable<Type> HiddenTypes => Public.Where(IsHidden);

    private static bool IsHidden(MemberInfo member) => member.GetCustomAttribute<EditorBrowsableAttribute>(inherit: false)?.State == EditorBrowsableState.Never;

    private static IEnumerable<string> PagesAndExamples() =>
        new[] { "docs", "examples", "templates" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.Locate(folder), "*.*", SearchOption.AllDirectories))
            .Append(Repository.Locate("README.md"))
            .Where(file => Path.GetExtension(file) is ".md" or ".cs" or ".yaml")
            .Where(file => !PagesOfTheProject.Contains(Path.GetFileName(file)) && !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "generated"));
}
