using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Rsg.EndToEnd.Tests.Packages;

/// <summary>What is in the packages, read from the files.</summary>
[Trait("Category", "Long")]
[Collection(PackageUsers.Name)]
public sealed class PackageContentTests(PackedSources sources)
{
    private static readonly string[] OfEveryPackage = ["LICENSE", "README.md"];

    [Theory]
    [InlineData("RsgDsl", "lib/net8.0/_._")]
    [InlineData("Rsg.Runtime", "buildTransitive/Rsg.Runtime.targets lib/net8.0/Rsg.Runtime.dll lib/net8.0/Rsg.Runtime.xml")]
    [InlineData("Rsg.Reporting", "lib/net8.0/Rsg.Reporting.dll lib/net8.0/Rsg.Reporting.xml")]
    [InlineData(
        "Rsg.Dsl.Generator",
        "analyzers/dotnet/roslyn4.8/cs/Rsg.Dsl.CodeFixes.dll analyzers/dotnet/roslyn4.8/cs/Rsg.Dsl.Generator.dll analyzers/dotnet/roslyn4.8/cs/YamlDotNet.dll build/Rsg.Dsl.Generator.props "
            + "build/Rsg.Dsl.Generator.targets buildTransitive/Rsg.Dsl.Generator.props buildTransitive/Rsg.Dsl.Generator.targets")]
    public void A_package_has_these_files_and_no_other(string name, string files)
        => Assert.Equal(
            files.Split(' ').Concat(OfEveryPackage).Order(StringComparer.Ordinal),
            Content(Path(name, "nupkg")).Where(file => !file.StartsWith("docs/", StringComparison.Ordinal)));

    /// <summary>Messages name <c>docs/diagnostics/RSG0001.md</c>.</summary>
    [Fact]
    public void The_generators_package_has_the_pages_that_its_messages_name()
    {
        string docs = Repository.Locate("docs");
        IEnumerable<string> pages = Directory.EnumerateFiles(docs, "*", SearchOption.AllDirectories).Select(file => "docs/" + System.IO.Path.GetRelativePath(docs, file).Replace('\\', '/'));

        Assert.Equal(pages.Order(StringComparer.Ordinal), Content(Path("Rsg.Dsl.Generator", "nupkg")).Where(file => file.StartsWith("docs/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Rsg.Runtime")]
    [InlineData("Rsg.Reporting")]
    public void A_library_has_its_symbols_in_a_package_beside_it(string name)
        => Assert.Equal([$"lib/net8.0/{name}.pdb"], Content(Path(name, "snupkg")));

    [Theory]
    [InlineData("RsgDsl", "Rsg.Dsl.Generator [0.1.0] All, Rsg.Runtime [0.1.0] All")]
    [InlineData("Rsg.Dsl.Generator", "")]
    [InlineData("Rsg.Reporting", "Rsg.Runtime [0.1.0] , Spectre.Console 0.57.2 ")]
    [InlineData(
        "Rsg.Runtime",
        "Google.Protobuf 3.36.2 , SharpZipLib 1.4.1 , SkiaSharp [2.88.9, 3.0.0) , SkiaSharp.NativeAssets.Linux.NoDependencies [2.88.9, 3.0.0) , TorchSharp [0.107.0] ")]
    [InlineData("Rsg.Templates", "")]
    public void A_package_asks_for_what_its_users_need_and_for_no_libtorch(string name, string dependencies)
        => Assert.Equal(
            dependencies,
            string.Join(", ", Metadata(name).Descendants()
                .Where(element => element.Name.LocalName == "dependency")
                .Select(element => $"{element.Attribute("id")!.Value} {element.Attribute("version")!.Value} {element.Attribute("include")?.Value}")));

    [Fact]
    public void Only_these_projects_are_packed()
        => Assert.Equal(
            ["Rsg.Dsl.Generator", "Rsg.Reporting", "Rsg.Runtime", "Rsg.Templates", "RsgDsl"],
            Directory.GetFiles(sources.Packages, "*.nupkg").Select(file => System.IO.Path.GetFileName(file).Replace(".0.1.0.nupkg", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_warning_of_a_missing_libtorch_names_the_versions_that_fit()
    {
        string versions = File.ReadAllText(Repository.Locate("Directory.Packages.props"));
        string torchSharp = Regex.Match(versions, "<TorchSharpVersion>(.+)</").Groups[1].Value;
        string libTorch = Regex.Match(versions, "<LibTorchVersion>(.+)</").Groups[1].Value;

        using ZipArchive package = ZipFile.OpenRead(Path("Rsg.Runtime", "nupkg"));
        using var targets = new StreamReader(package.GetEntry("buildTransitive/Rsg.Runtime.targets")!.Open());
        string text = targets.ReadToEnd();

        Assert.Contains($"libtorch-cpu-osx-arm64 ({libTorch})", text, StringComparison.Ordinal);
        Assert.Contains($"TorchSharp-cuda-windows ({torchSharp})", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_template_offers_the_networks_of_the_catalogue()
    {
        IEnumerable<string> catalogue = Regex.Matches(File.ReadAllText(Repository.Locate("src", "Rsg.Runtime", "Declarations", "Backbones.cs")), "const string \\w+ = \"(\\w+)\"")
            .Select(match => match.Groups[1].Value);
        string template = File.ReadAllText(Repository.Locate("templates", "rsg-classifier", ".template.config", "template.json"));

        Assert.Equal(catalogue, Regex.Matches(template, "\\{ \"choice\": \"([a-z]\\w+)\" \\}").Select(match => match.Groups[1].Value));
    }

    /// <summary>A second copy of the sources, in another folder, makes the same files.</summary>
    [Fact]
    public void Packages_are_the_same_to_the_last_byte_wherever_they_are_packed()
    {
        string again = sources.Pack("a second place");

        string[] names = [.. Directory.GetFiles(sources.Packages).Select(file => System.IO.Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal(7, names.Length);
        Assert.All(names, name => Assert.True(
            File.ReadAllBytes(System.IO.Path.Combine(sources.Packages, name)).AsSpan().SequenceEqual(File.ReadAllBytes(System.IO.Path.Combine(again, name))),
            name));
    }

    private string Path(string name, string kind) => System.IO.Path.Combine(sources.Packages, $"{name}.0.1.0.{kind}");

    private XDocument Metadata(string name)
    {
        using ZipArchive package = ZipFile.OpenRead(Path(name, "nupkg"));
        using Stream nuspec = package.GetEntry($"{name}.nuspec")!.Open();
        return XDocument.Load(nuspec);
    }

    /// <summary>The files of a package, without those that every package has for itself.</summary>
    private static IEnumerable<string> Content(string path)
    {
        using ZipArchive package = ZipFile.OpenRead(path);
        return [.. package.Entries.Select(entry => entry.FullName)
            .Where(name => !name.EndsWith(".nuspec", StringComparison.Ordinal) && !name.StartsWith("_rels/", StringComparison.Ordinal)
                && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal)];
    }
}
