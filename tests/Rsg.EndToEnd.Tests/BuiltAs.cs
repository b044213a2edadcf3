using System.Reflection;

namespace Rsg.EndToEnd.Tests;

/// <summary>How these tests, and with them the examples, were built.</summary>
internal static class BuiltAs
{
    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = typeof(BuiltAs).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
}
