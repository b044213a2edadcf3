using System.Runtime.CompilerServices;

namespace Rsg.Runtime.Tests;

/// <summary>What is public is listed in a file, so that no change of it goes unseen.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void It_is_what_was_accepted() => WrittenFile.Verify(
        Path.Combine(Path.GetDirectoryName(SourceFile())!, "PublicApi", "Rsg.Runtime.txt"), PublicApi.Of(typeof(Rsg.Data.ImageFiles).Assembly));

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
