using System.Runtime.CompilerServices;

namespace Rsg.Fuzzing.Tests;

/// <summary>Every reader keeps its bounds, on what broke one before and on inputs that nobody thought of.</summary>
public sealed class FuzzingTests
{
    private const int Seed = 1;

    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    public static TheoryData<string, string> Corpus
    {
        get
        {
            var files = new TheoryData<string, string>();
            foreach (string path in Directory.EnumerateFiles(CorpusFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                files.Add(Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path));
            }

            return files;
        }
    }

    private static string CorpusFolder => Path.Combine(AppContext.BaseDirectory, "corpus");

    [ModuleInitializer]
    internal static void Load() => Rsg.Native.TorchLibraries.Load();

    [Theory]
    [MemberData(nameof(Corpus))]
    public void What_broke_something_once_does_not_break_it_again(string target, string file)
    {
        using FuzzTarget reader = FuzzTargets.Create(target);
        using var run = new FuzzRun(reader);

        Assert.Null(run.Try(File.ReadAllBytes(Path.Combine(CorpusFolder, target, file)))?.What);
    }

    [Fact]
    public void Nothing_is_said_of_the_model_files_that_are_changed()
    {
        using FuzzTarget reader = FuzzTargets.Create("yaml");
        using var run = new FuzzRun(reader);

        Assert.All(reader.Seeds, seed =>
        {
            Assert.Null(run.Try(seed)?.What);
            Assert.Equal("", reader.Said);
        });
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_input_of_a_small_number_breaks_anything(string target)
    {
        using FuzzTarget reader = FuzzTargets.Create(target);
        using var run = new FuzzRun(reader);

        IReadOnlyList<Finding> findings = run.Search(Seed, tried => tried < reader.InputsInTests);

        Assert.Equal(target, reader.Name);
        Assert.Empty(findings.Select(finding => $"{Convert.ToBase64String(finding.Input)}: {finding.What}"));
    }
}
