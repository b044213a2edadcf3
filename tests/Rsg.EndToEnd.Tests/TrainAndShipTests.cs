namespace Rsg.EndToEnd.Tests;

/// <summary>The example of a run that is kept in a folder: trained, resumed, compared, used.</summary>
[Trait("Category", "Long")]
public sealed class TrainAndShipTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-runs-");

    private string Run => Path.Combine(folder.FullName, "first");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_run_leaves_all_that_is_needed_to_show_it_go_on_with_it_and_ship_it()
    {
        string trained = Example("train", Run, "--epochs", "2").AssertSucceeded().Output;
        foreach (string name in new[] { "metrics.jsonl", "result.json", "report.html", "best.safetensors", "best.onnx" })
        {
            Assert.True(File.Exists(Path.Combine(Run, name)), $"{name} is missing:\n{trained}");
        }

        Assert.NotEmpty(Directory.GetFiles(Run, "events.out.tfevents.*"));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Run, "checkpoints")));
        byte[] weights = File.ReadAllBytes(Path.Combine(Run, "best.safetensors"));

        // The same command again: there is nothing left to train, and the results are the same.
        string again = Example("train", Run, "--epochs", "2").AssertSucceeded().Output;
        Assert.Equal(TableOf(trained), TableOf(again));
        Assert.Equal(weights, File.ReadAllBytes(Path.Combine(Run, "best.safetensors")));

        string page = Path.Combine(folder.FullName, "comparison.html");
        Example("compare", Run, Run, "--to", page).AssertSucceeded();
        Assert.Contains("GarmentNet", File.ReadAllText(page), StringComparison.Ordinal);

        string image = Path.Combine(folder.FullName, "image.bmp");
        File.WriteAllBytes(image, BitmapFile.Of(28, red: 200, green: 200, blue: 200));
        Assert.Matches(@"image\.bmp: [\w -]+ \d+\.\d %, [\w -]+ \d+\.\d %, [\w -]+ \d+\.\d %\n", Example("predict", Run, image).AssertSucceeded().Output);
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Command run = Example("predict", Run, "image.png");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("error: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("has no run", run.Output, StringComparison.Ordinal);

        Command none = Example("train", Run, "--epochs", "0");
        Assert.NotEqual(0, none.ExitCode);
        Assert.Contains("--epochs is at least 1", none.Output, StringComparison.Ordinal);
    }

    private static Command Example(params string[] arguments) => ExampleProgram.Run("TrainAndShip", arguments);

    private static string TableOf(string output) => output[output.IndexOf("-----", StringComparison.Ordinal)..];
}
