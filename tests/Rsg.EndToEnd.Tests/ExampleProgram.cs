namespace Rsg.EndToEnd.Tests;

/// <summary>An example of this repository, as it was built with the tests.</summary>
internal static class ExampleProgram
{
    /// <summary>Runs one to its end, in its own folder.</summary>
    public static Command Run(string name, params string[] arguments) => Command.Dotnet(Repository.Locate("examples", name), [PathOf(name), .. arguments]);

    /// <summary>Where the program is.</summary>
    public static string PathOf(string name) => Repository.Locate("examples", name, "bin", BuiltAs.Configuration, "net10.0", name + ".dll");
}
