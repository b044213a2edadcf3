namespace Rsg.EndToEnd.Tests;

/// <summary>A project outside this repository whose model is a YAML file, found by the targets that it imports.</summary>
[Trait("Category", "Long")]
[Collection(OneBuildAtATime.Name)]
public sealed class ModelFileTests(NestedBuilds builds)
{
    private const string Model = """
        model: DefectNet
        namespace: Factory.Vision
        backbone: resnet8
        input: [1, 8, 8]
        classes: [scratch, dent, none]
        rsg: { stage: 2, frequentRatio: 0.4 }
        train: { epochs: 2, generateFromEpoch: 1 }
        """;

    private const string Program = """
        namespace Factory
        {
            internal static class Program
            {
                private static int Main() => Vision.DefectNet.InputHeight - 8;
            }
        }
        """;

    [Fact]
    public void A_mistake_stands_at_its_line_and_column_and_its_repair_builds()
    {
        const string Name = "ModelFile";
        var folder = Directory.CreateDirectory(Path.Combine(builds.Outside, Name)).FullName;
        File.WriteAllText(Path.Combine(folder, Name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{Repository.Locate("src", "Rsg.Runtime", "Rsg.Runtime.csproj")}" />
                <ProjectReference Include="{Repository.Locate("src", "Rsg.Dsl.Generator", "Rsg.Dsl.Generator.csproj")}"
                                  OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
              <Import Project="{Repository.Locate("src", "Rsg.Dsl.Generator", "build", "Rsg.Dsl.Generator.targets")}" />
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "Models")).FullName, "defects.rsg.yaml");

        // Outputs of a build are no models.
        var hidden = Directory.CreateDirectory(Path.Combine(folder, "obj")).FullName;
        File.WriteAllText(Path.Combine(hidden, "old.rsg.yaml"), "[");

        File.WriteAllText(file, Model.Replace("epochs: 2", "epoch: 2", StringComparison.Ordinal));
        var wrong = Build();
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("defects.rsg.yaml(7,10): error RSG1101: ", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("    0 Warning(s)\n    1 Error(s)\n", wrong.Output, StringComparison.Ordinal);

        File.WriteAllText(file, Model);
        Assert.Contains("    0 Warning(s)\n", Build().AssertSucceeded().Output, StringComparison.Ordinal);
        Command.Dotnet(folder, Path.Combine(builds.Artifacts, "bin", Name, "release", Name + ".dll")).AssertSucceeded();

        Command Build() => Command.DotnetBuild(folder, "build", "-c", "Release", "--artifacts-path", builds.Artifacts);
    }
}
