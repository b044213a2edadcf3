using System.Diagnostics;

namespace Rsg.EndToEnd.Tests;

/// <summary>Where started processes put their temporary files, deleted when the tests have run: the SDK leaves folders behind, and a killed process its pipes.</summary>
internal static class ProcessTemporaries
{
    private static readonly string[] Variables = ["TMPDIR", "TMP", "TEMP"];

    private static readonly Lazy<DirectoryInfo> Folder = new(Create);

    /// <summary>Lets a process that is to be started use the folder.</summary>
    public static void Use(ProcessStartInfo start)
    {
        foreach (string variable in Variables)
        {
            start.Environment[variable] = Folder.Value.FullName;
        }
    }

    private static DirectoryInfo Create()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-processes-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder;
    }
}
