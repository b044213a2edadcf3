using System.Text;
using DiffEngine;

namespace Rsg.Testing.SnapshotFiles;

/// <summary>Opens the diff tool of the person who runs the tests; DiffEngine_Disabled=true keeps it closed.</summary>
internal static class DiffTool
{
    public static void Show(string receivedPath, string verifiedPath)
    {
        if (!DiffRunner.Disabled && !BuildServerDetector.Detected)
        {
            DiffRunner.LaunchForText(receivedPath, verifiedPath, Encoding.UTF8);
        }
    }
}
