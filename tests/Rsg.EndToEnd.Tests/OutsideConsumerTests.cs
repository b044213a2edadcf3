namespace Rsg.EndToEnd.Tests;

/// <summary>A project outside this repository, with none of its settings, that references the two projects by path as the README says.</summary>
[Trait("Category", "Long")]
[Collection(OneBuildAtATime.Name)]
public sealed class OutsideConsumerTests(NestedBuilds builds)
{
    private const string Model = """
        using Rsg;

        namespace Factory.Vision
        {
            [Backbone(Backbones.ResNet8, Classes = 3, Channels = 1, Height = 8, Width = 8)]
            [RsgInsert(Stage = 2, FrequentRatio = 0.4, ContrastiveChannels = 8)]
            [LdamLoss, Reweight(FromEpoch = 1)]
            [Train(Epochs = 2, BatchSize = 12, GenerateFromEpoch = 1)]
            public partial class DefectNet
            {
                public static int Sides => InputHeight * InputWidth;
            }
        }
        """;

    // The first line of Main uses torch before anything of Rsg.
    private const string Program = """
        using System;
        using System.IO;
        using Factory.Vision;
        using Rsg.Data;
        using TorchSharp;

        namespace Factory
        {
            internal static class Program
            {
                private static int Main()
                {
                    using var images = torch.rand(new long[] { 12, 1, 8, 8 });
                    using var labels = torch.tensor(new long[] { 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2 });
                    var pixels = new byte[12 * DefectNet.Sides];
                    var trainingSet = new InMemoryImages(pixels, new[] { 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2 }, 1, 8, 8, 3);
                    using var network = new DefectNet();
                    using var trainer = new DefectNet.Trainer(network, trainingSet);
                    for (var epoch = 0; epoch < DefectNet.Trainer.Epochs; epoch++)
                    {
                        trainer.StartEpoch(epoch);
                        var losses = trainer.TrainStep(images, labels);
                        Console.WriteLine($"epoch {epoch}: finite {float.IsFinite(losses.Total)}, generated {losses.Generated}");
                    }

                    Console.WriteLine($"decoded {ReadImage()}");
                    return 0;
                }

                // A grey pixel of value 51 in a PNG: the decoder's native library is there, too.
                private static float ReadImage()
                {
                    var folder = Path.Combine(AppContext.BaseDirectory, "images");
                    var png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGMwBgAANQA0yrSZ7QAAAABJRU5ErkJggg==");
                    foreach (var name in new[] { "a", "b" })
                    {
                        File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, "1.png"), png);
                    }

                    var pixel = new float[1];
                    ImageFolder.Read(folder, new ImagePreparation(1, 1, 1)).Read(0, pixel, null);
                    return pixel[0] * 255;
                }
            }
        }
        """;

    [Theory]
    [InlineData("Modern", "<ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>")]
    [InlineData("Plain", "<ImplicitUsings>disable</ImplicitUsings><Nullable>disable</Nullable><RootNamespace>Some.Other.Root</RootNamespace>")]
    public void Builds_without_a_warning_and_trains(string name, string properties)
    {
        var folder = Directory.CreateDirectory(Path.Combine(builds.Outside, name)).FullName;
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{Repository.Locate("src", "Rsg.Runtime", "Rsg.Runtime.csproj")}" />
                <ProjectReference Include="{Repository.Locate("src", "Rsg.Dsl.Generator", "Rsg.Dsl.Generator.csproj")}"
                                  OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "DefectNet.cs"), Model);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);

        var build = Command.DotnetBuild(folder, "build", "-c", "Release", "--artifacts-path", builds.Artifacts).AssertSucceeded();
        Assert.Contains("    0 Warning(s)\n", build.Output, StringComparison.Ordinal);

        var run = Command.Dotnet(folder, Path.Combine(builds.Artifacts, "bin", name, "release", name + ".dll")).AssertSucceeded();
        Assert.Equal("epoch 0: finite True, generated 0\nepoch 1: finite True, generated 5\ndecoded 51\n", run.Output);
    }
}
