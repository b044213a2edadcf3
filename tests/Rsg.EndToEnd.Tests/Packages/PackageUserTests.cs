using System.Text.RegularExpressions;

namespace Rsg.EndToEnd.Tests.Packages;

/// <summary>Projects outside this repository that know of it only through its packages.</summary>
[Trait("Category", "Long")]
[Collection(PackageUsers.Name)]
public sealed class PackageUserTests(PackedSources sources)
{
    private const string ModelFile = """
        model: FileNet
        namespace: Factory
        backbone: resnet8
        input: [1, 8, 8]
        classes: [ant, bee, fly]
        rsg: { stage: 2, frequentRatio: 0.4, contrastiveChannels: 8 }
        loss: ldam
        train: { epochs: 2, batchSize: 12, generateFromEpoch: 1 }
        """;

    private const string Program = """
        using Rsg;
        using Rsg.Data;
        using Rsg.Training;

        namespace Factory;

        [Backbone(Backbones.ResNet8, Classes = 3, Channels = 1, Height = 8, Width = 8)]
        [RsgInsert(Stage = 2, FrequentRatio = 0.4, ContrastiveChannels = 8)]
        [LdamLoss]
        [Train(Epochs = 2, BatchSize = 12, GenerateFromEpoch = 1)]
        public partial class ClassNet;

        internal static class Program
        {
            private static void Main()
            {
                int[] labels = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2];
                var images = new InMemoryImages([.. Enumerable.Range(0, 12 * 64).Select(i => (byte)(i * 7 % 251))], labels, 1, 8, 8, 3);
                using var first = new ClassNet();
                Train(new ClassNet.Trainer(first, images));
                using var second = new FileNet();
                Train(new FileNet.Trainer(second, images));
                second.ExportOnnx("model.onnx");
                Console.WriteLine($"exported {new FileInfo("model.onnx").Length > 100_000}, classes {string.Join(' ', FileNet.ClassNames)}");
            }

            private static void Train(ITrainer trainer)
            {
                using (trainer as IDisposable)
                {
                    trainer.Fit();
                    Console.WriteLine($"{trainer.GetType().DeclaringType!.Name} trained");
                }
            }
        }
        """;

    private static string LibTorch => OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64" : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64" : "libtorch-cpu-linux-x64";

    [Fact]
    public void One_reference_and_a_libtorch_are_enough_to_train_and_export()
    {
        string folder = sources.NewFolder("one");
        // The second reference comes with the first one, too: nothing may be read or run twice.
        Write(folder, $"""
            <PackageReference Include="RsgDsl" Version="0.1.0" />
            <PackageReference Include="Rsg.Dsl.Generator" Version="0.1.0" />
            <PackageReference Include="{LibTorch}" Version="2.10.0" />
            """);
        string model = Path.Combine(folder, "net.rsg.yaml");
        File.WriteAllText(model, ModelFile);

        Assert.Equal("ClassNet trained\nFileNet trained\nexported True, classes ant bee fly\n", BuildAndRun(folder));
        Assert.Single(Regex.Matches(Command.Dotnet(folder, "msbuild", "-t:ResolveAssemblyReferences", "-getItem:Analyzer", "-nologo").AssertSucceeded().Output, @"""Identity"": ""[^""]*Rsg\.Dsl\.Generator\.dll"""));

        // A build after a change of the file alone.
        File.WriteAllText(model, ModelFile.Replace("fly", "wasp", StringComparison.Ordinal));
        Assert.EndsWith("classes ant bee wasp\n", BuildAndRun(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_without_a_libtorch_is_warned_of_unless_it_is_meant_so()
    {
        string folder = sources.NewFolder("none");
        Write(folder, """<PackageReference Include="RsgDsl" Version="0.1.0" />""");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine();");

        Assert.Contains("warning RSG9103: No package with a libtorch is referenced", Command.DotnetBuild(folder, "build").AssertSucceeded().Output, StringComparison.Ordinal);
        foreach (string property in new[] { "-p:TorchBackend=none", "-p:NoWarn=RSG9103", "-p:OutputType=Library" })
        {
            string output = Command.DotnetBuild(folder, "build", "-t:RsgCheckTorchBackend", property).AssertSucceeded().Output;
            Assert.DoesNotContain("RSG9103", output, StringComparison.Ordinal);
        }
    }

    private static void Write(string folder, string references)
    {
        File.WriteAllText(Path.Combine(folder, "User.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                {references}
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
    }

    private static string BuildAndRun(string folder)
    {
        Command build = Command.DotnetBuild(folder, "build").AssertSucceeded();
        Assert.Contains("    0 Warning(s)\n", build.Output, StringComparison.Ordinal);
        return Command.Dotnet(folder, "run", "--no-build").AssertSucceeded().Output;
    }
}
