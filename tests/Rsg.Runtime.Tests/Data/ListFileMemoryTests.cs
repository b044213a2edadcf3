using System.Globalization;
using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

/// <summary>What an image of a list costs in memory, which decides how long lists may be.</summary>
[Collection(WholeProcess.Collection)]
public sealed class ListFileMemoryTests
{
    private const int Images = 20_000;
    private const int Classes = 10;

    [Fact]
    public void AnImageCostsLessThanAHundredBytes()
    {
        using var folder = new TemporaryFolder();
        var lines = new List<string>(Images);
        for (int image = 0; image < Images; image++)
        {
            // A path as long as those of ImageNet's lists.
            string path = string.Create(CultureInfo.InvariantCulture, $"train/n{image % Classes:D8}/n{image % Classes:D8}_{image:D7}.JPEG");
            folder.Write(path, [1]);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{path} {image % Classes}"));
        }

        string list = folder.Write("list.txt", string.Join('\n', lines));
        ImageFiles Read() => ListFile.Read(list, folder.Root, new ImagePreparation(3, 8, 8), Classes);

        // What is made at the first time only does not count.
        _ = Read();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        ImageFiles images = Read();
        double bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Images;

        Assert.Equal(Images, images.Count);
        Assert.InRange(bytes, 30, 100);
    }
}
