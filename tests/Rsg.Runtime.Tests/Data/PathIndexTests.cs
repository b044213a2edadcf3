using Rsg.Data;

namespace Rsg.Runtime.Tests.Data;

public sealed class PathIndexTests
{
    /// <summary>Short paths of few letters, so that most come again; a dictionary says which.</summary>
    [Fact]
    public void Finds_the_first_of_each_path_while_it_grows()
    {
        var random = new Random(1);
        var paths = new PathList();
        var index = new PathIndex(paths);
        var expected = new Dictionary<string, int>();
        for (int draw = 0; draw < 100_000; draw++)
        {
            string path = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => "ab/é"[random.Next(4)]));
            paths.Add(path);
            bool isNew = index.TryAdd(paths.Count - 1, out int first);

            Assert.Equal(expected.TryAdd(path, paths.Count - 1), isNew);
            Assert.Equal(expected[path], first);
            if (!isNew)
            {
                paths.RemoveLast();
            }
        }

        Assert.Equal(expected.Count, paths.Count);
        Assert.All(expected, entry => Assert.Equal(entry.Key, paths[entry.Value]));
    }
}
