namespace Rsg.Dsl.Emission;

/// <summary>Writes doc comments, so that a project that asks for them on every public member gets no warning from generated code.</summary>
internal static class DocComment
{
    public static void Summary(this SourceWriter writer, string text) => writer.Line($"/// <summary>{text}</summary>");

    public static void Param(this SourceWriter writer, string name, string text) => writer.Line($"/// <param name=\"{name}\">{text}</param>");

    public static void Returns(this SourceWriter writer, string text) => writer.Line($"/// <returns>{text}</returns>");
}
