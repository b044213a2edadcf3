namespace Rsg.Data;

/// <summary>The part of an image that a crop shows: its upper left corner in the unpadded image (negative inside the padding), and whether it is mirrored.</summary>
internal readonly record struct CropWindow(int Top, int Left, bool Mirrored);
