using System.Diagnostics;
using System.Text.Json;
using Rsg.Runtime.Tests;

namespace Rsg.Native;

/// <summary>
/// Which packages each TorchBackend asks for. The project is evaluated, not restored: the CUDA packages weigh gigabytes.
/// </summary>
public sealed class TorchBackendTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("-p:TorchBackend=cpu")]
    public void Cpu_is_the_default_and_brings_the_libtorch_of_this_system_and_no_other(string property)
    {
        string expected = OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64"
            : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64"
            : "libtorch-cpu-linux-x64";

        Assert.Equal(["TorchSharp", expected], Evaluate(property).References);
    }

    [Fact]
    public void Cuda_asks_for_the_cuda_package_of_the_same_version_as_TorchSharp()
    {
        if (OperatingSystem.IsMacOS())
        {
            // There is no CUDA for macOS; the build says so (RSG9102).
            return;
        }

        string expected = OperatingSystem.IsWindows() ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux";

        (IReadOnlyList<string> references, IReadOnlyDictionary<string, string> versions) = Evaluate("-p:TorchBackend=cuda");

        Assert.Equal(["TorchSharp", expected], references);
        Assert.Matches(@"^\[\d+\.\d+\.\d+\]$", versions["TorchSharp"]);
        Assert.Equal(versions["TorchSharp"], versions[expected]);
    }

    [Fact]
    public void None_brings_no_libtorch() => Assert.Equal(["TorchSharp"], Evaluate("-p:TorchBackend=none").References);

    [Theory]
    [InlineData("Restore")]
    [InlineData("Build")]
    public void Anything_else_stops_restore_and_build_before_they_write_anything(string target)
    {
        string intermediate = folder["obj"] + Path.DirectorySeparatorChar;

        (int exitCode, string output) = RunMSBuild($"-t:{target}", "-p:TorchBackend=tpu", $"-p:BaseIntermediateOutputPath={intermediate}");

        Assert.Equal(1, exitCode);
        Assert.Contains("error RSG9101: TorchBackend is 'tpu'; it must be cpu, cuda or none.", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(intermediate));
    }

    /// <summary>The torch packages that Rsg.Runtime references, and every central version.</summary>
    private static (IReadOnlyList<string> References, IReadOnlyDictionary<string, string> Versions) Evaluate(string property)
    {
        (int exitCode, string output) = RunMSBuild("-getItem:PackageReference", "-getItem:PackageVersion", property);
        Assert.True(exitCode == 0, output);

        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement items = document.RootElement.GetProperty("Items");
        string[] references = items.GetProperty("PackageReference").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)
            .Where(name => name.Contains("torch", StringComparison.OrdinalIgnoreCase))
            .ToArray();
        Dictionary<string, string> versions = items.GetProperty("PackageVersion").EnumerateArray()
            .ToDictionary(item => item.GetProperty("Identity").GetString()!, item => item.GetProperty("Version").GetString()!);
        return (references, versions);
    }

    private static (int ExitCode, string Output) RunMSBuild(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = Repository.Locate("src", "Rsg.Runtime"),
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("TorchBackend");
        string[] given = [.. arguments.Where(argument => argument.Length > 0)];
        foreach (string argument in (string[])["msbuild", "Rsg.Runtime.csproj", "-nologo", .. given])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
