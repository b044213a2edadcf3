namespace Rsg.Fuzzing.Targets;

/// <summary>A small valid file, written by the code that writes such files.</summary>
internal static class SeedFile
{
    public static byte[] Of(Action<string> write)
    {
        string folder = Directory.CreateTempSubdirectory("rsg-fuzzing-seed-").FullName;
        try
        {
            string path = Path.Combine(folder, "seed");
            write(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
