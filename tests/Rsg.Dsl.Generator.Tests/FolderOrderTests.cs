using System.Text.RegularExpressions;

namespace Rsg.Dsl.Generator.Tests;

/// <summary>The folders of the generator know only those before them: what can be said, what was said, what it is, what it means, how it is written.</summary>
public sealed partial class FolderOrderTests
{
    private static readonly string[] Order = ["Collections", "Diagnostics", "Schema", "Naming", "Declarations", "Networks", "Plans", "Emission", "Analysis"];

    public static TheoryData<string> Folders => [.. Order];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_those_before_it(string folder)
    {
        var files = Directory.GetFiles(Repository.Locate("src", "Rsg.Dsl.Generator", folder), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.All(
            Using().Matches(File.ReadAllText(file)),
            match => Assert.True(Array.IndexOf(Order, match.Groups[1].Value) <= Array.IndexOf(Order, folder), $"{folder}/{Path.GetFileName(file)} uses {match.Groups[1].Value}.")));
    }

    [Fact]
    public void Every_folder_has_its_place()
        => Assert.Equal(
            Order.Append("build").Order(StringComparer.Ordinal),
            Directory.GetDirectories(Repository.Locate("src", "Rsg.Dsl.Generator")).Select(static folder => Path.GetFileName(folder)!).Except(["bin", "obj"]).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^using Rsg\.Dsl\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
