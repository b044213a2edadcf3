namespace Rsg.EndToEnd.Tests.Packages;

/// <summary><c>dotnet new rsg-classifier</c>, from the packed template.</summary>
[Trait("Category", "Long")]
[Collection(PackageUsers.Name)]
public sealed class TemplateTests(PackedSources sources)
{
    [Fact]
    public void A_new_project_trains_on_a_folder_of_class_folders_at_once()
    {
        string folder = sources.NewFolder("template");
        string hive = Path.Combine(folder, "hive");
        Command.Dotnet(folder, "new", "install", Path.Combine(sources.Packages, "Rsg.Templates.0.1.0.nupkg"), "--debug:custom-hive", hive).AssertSucceeded();

        // Beside the new project, as one has them who calls dotnet new where the images are.
        string images = Path.Combine(folder, "images");
        string[] names = ["a \"quoted\" ant", "bee"];
        foreach ((string name, int count) in names.Zip([16, 8]))
        {
            string target = Directory.CreateDirectory(Path.Combine(images, name)).FullName;
            for (int i = 0; i < count; i++)
            {
                File.WriteAllBytes(Path.Combine(target, $"{i}.bmp"), BitmapFile.Of(32, red: (byte)(name.Length * 12), green: (byte)(i * 9), blue: 40));
            }
        }

        // The name of the class in it, of all names.
        Command.Dotnet(folder, "new", "rsg-classifier", "-n", "Classifier", "--backbone", "resnet8", "--data", "./images", "--epochs", "2", "--debug:custom-hive", hive).AssertSucceeded();
        string demo = Path.Combine(folder, "Classifier");

        // A class without images: the network is not compiled for it.
        string empty = Directory.CreateDirectory(Path.Combine(images, "cicada")).FullName;
        Command unfilled = Command.DotnetBuild(demo, "build", "-c", "Release");
        Assert.NotEqual(0, unfilled.ExitCode);
        Assert.Contains($"error : There is no image in {empty}. Put images of the class there, or delete the folder", unfilled.Output, StringComparison.Ordinal);
        Directory.Delete(empty);

        Command build = Command.DotnetBuild(demo, "build", "-c", "Release").AssertSucceeded();
        Assert.Contains("    0 Warning(s)\n", build.Output, StringComparison.Ordinal);
        Assert.Contains("\"a \\\"quoted\\\" ant\", \"bee\"", File.ReadAllText(Path.Combine(demo, "Classes.cs")), StringComparison.Ordinal);

        Assert.Contains("2 epochs; best epoch chosen on the validation set", Run(demo).AssertSucceeded().Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(demo, "runs", "first", "report.html")));
        Assert.Matches(@"0\.bmp: \w+ \d+\.\d %", Run(demo, "predict", Path.Combine(images, "bee", "0.bmp")).AssertSucceeded().Output);
        Run(demo, "export").AssertSucceeded();
        Assert.True(File.Exists(Path.Combine(demo, "runs", "first", "classifier.onnx")));

        // Another choice is another project, whose code is the same but for the device.
        Command.Dotnet(folder, "new", "rsg-classifier", "-n", "Large", "--backbone", "resnet18", "--cuda", "--framework", "net8.0", "--debug:custom-hive", hive).AssertSucceeded();
        string large = string.Concat(Directory.GetFiles(Path.Combine(folder, "Large")).Select(File.ReadAllText));
        Assert.All(
            ["Stage = 3,", "Epochs = 30,", "(\"resnet18\", ", "TorchSharp-cuda-linux\" Version=\"0.107.0", "<TargetFramework>net8.0<", "TrainingDevice.Prefer(\"cuda\""],
            text => Assert.Contains(text.Replace("(\"resnet18\", ", "(\\\"resnet18\\\", ", StringComparison.Ordinal), large, StringComparison.Ordinal));
        Assert.DoesNotContain("#if", large, StringComparison.Ordinal);

        // A class that cannot be split.
        foreach (string image in Directory.GetFiles(Path.Combine(images, "bee")).Order(StringComparer.Ordinal).Skip(1))
        {
            File.Delete(image);
        }

        Command single = Run(demo);
        Assert.Equal(1, single.ExitCode);
        Assert.Contains("There is only one image of bee.", single.Output, StringComparison.Ordinal);

        // Other classes than the network was compiled for.
        Directory.Move(Path.Combine(images, "bee"), Path.Combine(images, "wasp"));
        Command other = Run(demo);
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("wasp) than Classes.cs (a \"quoted\" ant, bee)", other.Output, StringComparison.Ordinal);

        // No images at all.
        Directory.Move(images, images + " elsewhere");
        Command none = Run(demo);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains($"There are no classes in {Path.Combine(demo, "images")}. Put a folder for each class there", none.Output, StringComparison.Ordinal);

        static Command Run(string demo, params string[] arguments) => Command.Dotnet(demo, ["run", "--no-build", "-c", "Release", "--", .. arguments]);
    }
}
