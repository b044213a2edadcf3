namespace Rsg.EndToEnd.Tests;

/// <summary>The example with models in files: trained for one epoch, once for all tests that look at what comes of it.</summary>
public sealed class ModelFilesExample : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-model-files-");

    /// <summary>Trains the models and exports the last one.</summary>
    public ModelFilesExample() => Output = ExampleProgram.Run("YamlModels", "1", Exported).AssertSucceeded().Output;

    /// <summary>What it wrote.</summary>
    public string Output { get; }

    /// <summary>The exported network.</summary>
    public string Exported => Path.Combine(folder.FullName, "fashion.onnx");

    public void Dispose() => folder.Delete(recursive: true);
}

/// <summary>Tests that need the example to have been run.</summary>
[CollectionDefinition(Name)]
public sealed class ModelFilesExampleUsers : ICollectionFixture<ModelFilesExample>
{
    public const string Name = "example with models in files";
}
