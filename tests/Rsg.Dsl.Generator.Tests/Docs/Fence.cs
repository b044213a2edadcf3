namespace Rsg.Dsl.Generator.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Kind">What stands behind the opening fence, e.g. <c>csharp</c> or <c>yaml fragment</c>; empty where nothing does.</param>
/// <param name="Line">The number of its first line of content in the page, from 1.</param>
/// <param name="Text">The content, each line ended.</param>
internal sealed record Fence(string Kind, int Line, string Text);
