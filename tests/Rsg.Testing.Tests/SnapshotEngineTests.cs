using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Rsg.Testing.Generation;

namespace Rsg.Testing.Tests;

/// <summary>The choice of the snapshot engine, which is made by a property of the build.</summary>
public class SnapshotEngineTests
{
    // What Snapshots.Verify.cs asks of Verify, and no more.
    private const string VerifyStub = """
        namespace VerifyTests
        {
            public class VerifySettings
            {
                public void UseDirectory(string directory) { }
                public void UseFileName(string fileName) { }
                public void AutoVerify(bool includeBuildServer = true, bool throwException = false) { }
            }
            public class SettingsTask
            {
                public static implicit operator System.Threading.Tasks.Task(SettingsTask task) => System.Threading.Tasks.Task.CompletedTask;
            }
            public static class VerifySourceGenerators
            {
                public static void Initialize() { }
            }
        }
        namespace VerifyXunit
        {
            public static class Verifier
            {
                public static VerifyTests.SettingsTask Verify(object? target, VerifyTests.VerifySettings? settings = null, string sourceFile = "") => new();
            }
        }
        """;

    [Fact]
    [Trait("Category", "Long")]
    public void The_Verify_engine_asks_for_its_packages_and_the_default_does_not()
    {
        var verify = Evaluate("-p:SnapshotEngine=Verify");
        Assert.Contains("Verify.Xunit", verify.Packages);
        Assert.Contains("Verify.SourceGenerators", verify.Packages);
        Assert.Contains("SNAPSHOT_VERIFY", verify.Constants);
        Assert.Equal("[4.14.0]", verify.Roslyn);

        var standard = Evaluate();
        Assert.DoesNotContain(standard.Packages, package => package.StartsWith("Verify", StringComparison.Ordinal));
        Assert.DoesNotContain("SNAPSHOT_VERIFY", standard.Constants);
        Assert.Equal("[4.8.0]", standard.Roslyn);
    }

    [Fact]
    public void The_Verify_engine_compiles()
    {
        var file = Path.Combine(TestsFolder(), "Rsg.Testing", "Snapshots.Verify.cs");
        var project = GeneratorInput.Of(VerifyStub, File.ReadAllText(file)) with
        {
            // The name of a friend of Rsg.Testing, whose internal names the file uses.
            AssemblyName = typeof(SnapshotEngineTests).Assembly.GetName().Name!,
            PreprocessorSymbols = ["SNAPSHOT_VERIFY"],
            ImplicitUsings = true,
        };

        var compilation = GeneratorRun.Of<GreetingGenerator>(project).OutputCompilation;
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.NotNull(compilation.Assembly.GetTypeByMetadataName("Rsg.Testing.Snapshots"));
    }

    [Fact]
    public void Both_engines_offer_the_same_method()
    {
        var files = new[] { "Snapshots.Verify.cs", "Snapshots.Default.cs" }
            .Select(name => File.ReadAllText(Path.Combine(TestsFolder(), "Rsg.Testing", name)))
            .Select(text => text[text.IndexOf("public static Task Verify(", StringComparison.Ordinal)..text.IndexOf("ArgumentNullException", StringComparison.Ordinal)])
            .ToArray();

        Assert.Equal(files[0], files[1]);
    }

    private static (string[] Packages, string[] Constants, string Roslyn) Evaluate(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] all =
        [
            "msbuild", Path.Combine(TestsFolder(), "Rsg.Testing.Tests", "Rsg.Testing.Tests.csproj"),
            "-getItem:PackageReference", "-getItem:PackageVersion", "-getProperty:DefineConstants", .. arguments,
        ];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);

        using var json = JsonDocument.Parse(output);
        var items = json.RootElement.GetProperty("Items");
        return (
            [.. items.GetProperty("PackageReference").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)],
            json.RootElement.GetProperty("Properties").GetProperty("DefineConstants").GetString()!.Split(';'),
            items.GetProperty("PackageVersion").EnumerateArray()
                .Single(item => item.GetProperty("Identity").GetString() == "Microsoft.CodeAnalysis.CSharp")
                .GetProperty("Version").GetString()!);
    }

    private static string TestsFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(Path.GetDirectoryName(path))!;
}
